import { WORD_JOINER } from "../../../answer-words/markdown/markdown-dialect.ts";

/** Characters that mean something in Markdown wherever they stand. */
const SPECIAL = /[\\`*_~[\]<>#|&]/g;
const BELLS = /@(?=(?:channel|here|everyone)\b)/gi;
/** What Slack reads between angle brackets: mentions, rooms, commands, dates, addresses. */
const TOKENS = /<(?=[@#!]|[a-z][a-z+.-]*:)/gi;

/** Text of anybody as it may stand in a text that Slack reads, mentioning and ringing nobody. */
export function disarm(text: string): string {
  return sendable(text).replace(BELLS, `@${WORD_JOINER}`).replace(TOKENS, `<${WORD_JOINER}`);
}

/** Text of anybody as it may stand in a `mrkdwn` text or a message's `text`. */
export function escapeMrkdwn(text: string): string {
  const escaped = sendable(text)
    .replace(BELLS, `@${WORD_JOINER}`)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
  // There is no other way to say that a mark is meant as the character that it is.
  return escaped.replace(/(^|[^\p{L}\p{N}])([*_~`])/gmu, `$1${WORD_JOINER}$2`);
}

/** Text of anybody as it may stand in a `markdown` text, in the middle of a line. */
export function escapeMarkdown(text: string): string {
  return disarm(text).replace(SPECIAL, "\\$&");
}

/** With a title and a place, it has to fit into one line of 3,000 characters. */
const MAX_ADDRESS = 1_200;

/** An address as it may stand in Slack's links of both kinds; undefined when it may not be followed. */
export function linkAddress(href: string | undefined): string | undefined {
  const address = href
    ?.replace(/[<>|()\\*`\s]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)
    .replace(/&(\w+);/g, "&$1%3b");
  return address !== undefined && address.length <= MAX_ADDRESS ? address : undefined;
}

/** What hides in a text, or turns round what stands beside it; joiners make emoji, marks order Arabic. */
const TURNING = /[\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Text of anybody as it may stand beside other text that is to be read as it was meant. */
export function straighten(text: string): string {
  return text.replace(TURNING, "");
}

/** At most so many characters, cut between characters that belong together, with `…` at the end. */
export function cut(text: string, most: number): string {
  const whole = sendable(text);
  if (whole.length <= most) return whole;
  return `${whole.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** Halves of characters cannot be sent at all, and the null character ends texts in some places. */
export function sendable(text: string): string {
  return text.toWellFormed().replaceAll("\u0000", "");
}
