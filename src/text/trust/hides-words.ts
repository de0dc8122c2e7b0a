/** Nothing that is seen stands there: zero-width spaces, word joiners, direction marks within a word. */
const INSIDE_WORD =
  /(?<=[\p{L}\p{N}])[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+(?=[\p{L}\p{N}])/gu;
/** Letters of the tag block and of the selectors' supplement spell out words that nobody sees. */
const SPELLED = /[\u{e0020}-\u{e007e}]{4,}|[\u{e0100}-\u{e01ef}]{4,}/u;
/** Turns the letters behind it around. */
const OVERRIDE = /[\u202d\u202e]/u;
/** One may have come with a copied text; so many in a line were put there. */
const MOST_INSIDE = 2;

/** Whether a line's words are broken up, turned around or spelled with characters that nobody sees. */
export function hidesWords(line: string): boolean {
  if (SPELLED.test(line)) return !/\p{Emoji_Presentation}[\u{e0020}-\u{e007e}]/u.test(line);
  return OVERRIDE.test(line) || (line.match(INSIDE_WORD)?.length ?? 0) > MOST_INSIDE;
}
