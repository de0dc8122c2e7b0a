import { stopWords } from "../text/stop-words.ts";
import { words } from "../text/tokenize.ts";

/** Longest text that is looked at, in characters. */
const MAX_CHARACTERS = 10_000;
/** The most terms, or names, that an index is asked for. */
export const MAX_TERMS = 64;

/** What the plain baseline looks for: the words of a text, English stop words dropped. */
export function baselineTerms(text: string): string[] {
  const list = stopWords("en");
  const found = [...new Set(words(text.slice(0, MAX_CHARACTERS)))];
  return found.filter((word) => !list.has(word)).slice(0, MAX_TERMS);
}
