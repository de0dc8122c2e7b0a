import { fold, isSpecial, specialTerms } from "./tokenize.ts";

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/**
 * The text of the index's `extra` column: the terms that FTS5's own tokenizer cannot make (bigrams,
 * Arabic stems, words whose compatibility form differs such as full-width letters), with spaces
 * between them; empty for plain English.
 */
export function extraTerms(text: string): string {
  if (!/[^\0-\x7f]/.test(text)) {
    return "";
  }
  const terms: string[] = [];
  for (const [raw] of text.matchAll(WORD)) {
    const word = fold(raw);
    if (isSpecial(word)) {
      terms.push(...specialTerms(word));
    } else if (raw.normalize("NFC") !== raw.normalize("NFKC")) {
      terms.push(word);
    }
  }
  return terms.join(" ");
}
