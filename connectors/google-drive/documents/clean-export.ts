import { findTitle } from "../../shared/markdown/find-title.ts";

const IMAGE_DATA = /^[ \t]*\[[^\]\n]{1,200}\]:[ \t]*<?data:[^\n]*$/gm;
const INLINE_IMAGE = /!\[([^\]\n]{0,500})\](?:\(data:[^)\n]*\)|\[[^\]\n]{1,200}\])/g;

/** The Markdown that Google makes of a Doc: without the pictures written into it, and its title. */
export function cleanExport(text: string, title: string): string {
  const markdown = text
    .replace(/^\ufeff/, "")
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll("\0", "")
    .replaceAll(IMAGE_DATA, "")
    .replaceAll(INLINE_IMAGE, "$1")
    .toWellFormed();
  const found = findTitle(markdown, title);
  return (found?.body ?? markdown).replaceAll(/\n{3,}/g, "\n\n").trim();
}
