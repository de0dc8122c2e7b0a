// Chinese and Japanese put no spaces between words.
const UNSPACED = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}、。，．「」（）]";
const UNSPACED_END = new RegExp(`${UNSPACED}$`, "u");
const UNSPACED_START = new RegExp(`^${UNSPACED}`, "u");

/** Two lines of a paragraph as one, without the hyphen that the line's end had put into a word. */
export function joinLines(before: string, after: string): string {
  if (before.endsWith("\u00ad")) return before.slice(0, -1) + after;
  // Between small letters a hyphen was most likely put in.
  if (/\p{Ll}[-\u2010]$/u.test(before) && /^\p{Ll}/u.test(after)) {
    return before.slice(0, -1) + after;
  }
  // Before a capital it belongs to the word.
  if (/\p{L}-$/u.test(before) && /^\p{Lu}/u.test(after)) return before + after;
  const isUnspaced = UNSPACED_END.test(before) && UNSPACED_START.test(after);
  return isUnspaced ? before + after : `${before} ${after}`;
}
