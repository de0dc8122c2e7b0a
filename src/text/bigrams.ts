/** Letters of the scripts that write words without spaces between them. */
const UNSPACED_LETTERS =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}" +
  "\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}ー";

const UNSPACED = new RegExp(`[${UNSPACED_LETTERS}]`, "u");
const RUNS = new RegExp(`[${UNSPACED_LETTERS}\\p{M}]+|[^${UNSPACED_LETTERS}]+`, "gu");

// Thai and its neighbours have so few letters that pairs of them are not selective.
const ALPHABETIC = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Whether a word holds letters of a script without spaces (Korean is treated as one of them). */
export function isUnspaced(word: string): boolean {
  return UNSPACED.test(word);
}

/**
 * Cuts a word of a script without spaces into overlapping pairs of characters (triples for Thai and
 * its neighbours); stretches in other scripts, such as the number in "2000年", stay whole.
 */
export function bigrams(word: string): string[] {
  const terms: string[] = [];
  for (const [run] of word.matchAll(RUNS)) {
    if (!UNSPACED.test(run)) {
      terms.push(run);
      continue;
    }
    const characters = [...run];
    const size = ALPHABETIC.test(run) ? 3 : 2;
    for (let start = 0; start === 0 || start + size <= characters.length; start++) {
      terms.push(characters.slice(start, start + size).join(""));
    }
  }
  return terms;
}
