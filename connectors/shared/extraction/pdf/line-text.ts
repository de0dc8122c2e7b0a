import type { PdfLine } from "./read-page-lines.ts";

/** All words of a line. */
export function lineText({ cells }: PdfLine): string {
  return cells.map(({ text }) => text).join(" ");
}
