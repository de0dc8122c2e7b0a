import { WORD_JOINER } from "../../answer-words/markdown/markdown-dialect.ts";
import { straighten } from "./plain-text.ts";

/** Characters that mean something in Markdown wherever they stand. */
const SPECIAL = /[\\`*_~[\]#|]/g;
/** What begins a list or a line below a heading; blanks before anything else, so that each is read once. */
const AT_BEGIN = /^(\s*)([-+=]|\d{1,9}(?=[.)]))?/gm;
/** Where a tag would begin, a mention's among them. */
const TAGS = /<(?=[/!?]?[a-z])/gi;
/** Control characters, but what ends a line or stands for spaces. */
const HIDDEN = /(?![\n\t])\p{Cc}/gu;

/** Text of anybody as it may stand in the middle of a line of Teams' Markdown. */
export function escapeMarkdown(text: string): string {
  return clean(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(SPECIAL, "\\$&");
}

/** The same for code, in which nothing can be escaped. */
export function escapeCode(text: string): string {
  return clean(text).replace(TAGS, `<${WORD_JOINER}`);
}

/** Markdown whose lines begin no list or heading. */
export function escapeBeginnings(markdown: string): string {
  return markdown.replace(AT_BEGIN, (blanks, space: string, mark: string | undefined) => {
    if (mark === undefined) return blanks;
    return /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`;
  });
}

/** Without what hides in a text. */
export function clean(text: string): string {
  return straighten(text).replace(HIDDEN, "");
}
