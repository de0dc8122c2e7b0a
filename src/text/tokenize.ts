import { stemArabic } from "./arabic.ts";
import { bigrams, isUnspaced } from "./bigrams.ts";

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
const NON_ASCII = /[^\0-\x7f]/;
const ARABIC = /\p{Script=Arabic}/u;
// FTS5's "remove_diacritics 2" strips marks from Latin letters only, so Cyrillic й stays й.
const LATIN_MARKS = /(\p{Script=Latin})[\u0300-\u036f]+/gu;

/** Lower-cases a text and strips the marks of Latin letters, as FTS5's unicode61 tokenizer does. */
export function fold(text: string): string {
  if (!NON_ASCII.test(text)) {
    return text.toLowerCase();
  }
  return text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(LATIN_MARKS, "$1")
    .normalize("NFC");
}

/** The folded words of a text in order, not stemmed and with no handling of any script. */
export function words(text: string): string[] {
  return fold(text).match(WORD) ?? [];
}

/** Whether a folded word is indexed through the extra column and not as it stands. */
export function isSpecial(word: string): boolean {
  return NON_ASCII.test(word) && (isUnspaced(word) || ARABIC.test(word));
}

/** The terms a special word is indexed under: bigrams, or the stem of an Arabic word. */
export function specialTerms(word: string): string[] {
  return isUnspaced(word) ? bigrams(word) : [stemArabic(word)];
}

/** The terms of a text in order: folded words, bigrams for scripts without spaces, Arabic stems. */
export function tokenize(text: string): string[] {
  const found = words(text);
  if (!NON_ASCII.test(text)) {
    return found;
  }
  return found.flatMap((word) => (isSpecial(word) ? specialTerms(word) : [word]));
}
