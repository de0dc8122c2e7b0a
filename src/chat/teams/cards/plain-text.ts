import { WORD_JOINER } from "../../answer-words/markdown/markdown-dialect.ts";

/** What hides in a text, or turns round what stands beside it. */
const TURNING = /[\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff]/g;
/** Cards compute dates in any text, and mentions stand between these tags. */
const READ_IN_CARDS = /\{(?=\{\s*(?:DATE|TIME)\b)|<(?=\/?at\b)/gi;
const MOST_ADDRESS = 1_000;

/** Text of anybody, in one line, that cards show as it is. */
export function plain(text: string, most: number): string {
  const line = straighten(text)
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .replaceAll(READ_IN_CARDS, `$&${WORD_JOINER}`);
  return cut(line, most);
}

/** Text of anybody as it may stand beside other text that is to be read as it was meant. */
export function straighten(text: string): string {
  return text.toWellFormed().replace(TURNING, "");
}

/** At most so many characters, cut between characters that belong together, with `…` at the end. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** An address of the web that may be followed; undefined for any other. */
export function addressOfLink(url: string | null | undefined): string | undefined {
  if (url === null || url === undefined) return undefined;
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol) || parsed.username !== "")
    return undefined;
  return parsed.href.length <= MOST_ADDRESS ? parsed.href : undefined;
}
