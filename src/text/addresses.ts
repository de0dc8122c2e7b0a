/** Neither brackets, quotation marks, bullets nor signs but `+`. */
const LETTER = /(?:[^\s"',:;@\\*/?!…•#&\p{Pi}\p{Pf}\p{Ps}\p{Pe}\p{S}]|\+)/u.source;
/** O'Brien's own, unlike one that quotes. */
const APOSTROPHE = "(?<=[\\p{L}\\p{N}._+-])['’]";
/** What stands behind it, a full stop say, is no part of it. */
const DOMAIN = "[\\p{L}\\p{M}\\p{N}._-]*[\\p{L}\\p{M}\\p{N}]";

/**
 * The source of a pattern for e-mail addresses in any text; `after`: another pattern, behind which one may
 * begin as well. It begins where its letters do: tried from each of them, a long word takes its length squared.
 */
export function addressPattern(after: string): string {
  const start = `(?:(?<!${LETTER})(?<!${APOSTROPHE})|(?<=${after}))`;
  return `${start}${LETTER}+(?:${APOSTROPHE}${LETTER}+)*@${DOMAIN}`;
}

const ADDRESSES = new RegExp(addressPattern("^"), "gu");

/** Each address that stands in a text. */
export function addressesIn(text: string): string[] {
  return text.match(ADDRESSES) ?? [];
}
