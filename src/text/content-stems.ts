import { contentTerms } from "./content-terms.ts";
import { stem } from "./stem.ts";

/** The stems of what a text says, each once: what two texts are compared by. */
export function contentStems(text: string): Set<string> {
  return new Set(contentTerms(text).map(stem));
}
