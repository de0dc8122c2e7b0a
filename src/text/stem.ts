import { stemmer } from "stemmer";

const ASCII_WORD = /^[a-z]{3,}$/;
const CACHE_LIMIT = 50_000;
const cache = new Map<string, string>();

/** The Porter stem of a folded word, the same as FTS5's `porter` gives; other scripts unchanged. */
export function stem(word: string): string {
  const known = cache.get(word);
  if (known !== undefined) {
    return known;
  }
  if (cache.size >= CACHE_LIMIT) {
    cache.clear();
  }
  const stemmed = ASCII_WORD.test(word) ? stemmer(word) : word;
  cache.set(word, stemmed);
  return stemmed;
}
