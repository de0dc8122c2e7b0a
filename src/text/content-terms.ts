import { guessLanguage } from "./guess-language.ts";
import { stopWords } from "./stop-words.ts";
import { tokenize } from "./tokenize.ts";

/** Longest text that is looked at, in characters, and the most terms kept. */
const MAX_CHARACTERS = 10_000;
const MAX_TERMS = 64;

/** The distinct terms of a query that say something, in order; all terms when none does. */
export function contentTerms(text: string): string[] {
  const sample = text.slice(0, MAX_CHARACTERS);
  const list = stopWords(guessLanguage(sample));
  const terms = [...new Set(tokenize(sample))];
  const content = terms.filter((term) => !list.has(term));
  return (content.length > 0 ? content : terms).slice(0, MAX_TERMS);
}
