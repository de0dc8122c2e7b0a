import { drawText, makePages } from "../../../connectors/shared/extraction/making/make-pdf.ts";
import type { Content } from "../drive/items.ts";
import { plainText } from "./plain-text.ts";

const LINES_ON_A_PAGE = 45;

/** A PDF of its text, in Helvetica; letters beyond Latin-1 become question marks. */
export function pdfOf(content: Content): Uint8Array {
  return textPdf(plainText(content));
}

export function textPdf(text: string): Uint8Array {
  const lines = text.replace(/[^\n\x20-\xff]/g, "?").split("\n");
  const pages: string[] = [];
  for (let at = 0; at < Math.max(1, lines.length); at += LINES_ON_A_PAGE) {
    const drawn = lines.slice(at, at + LINES_ON_A_PAGE).map((line, row) => {
      const escaped = line.replace(/[\\()]/g, (mark) => `\\${mark}`);
      return [72, 740 - row * 15, 11, escaped] as const;
    });
    pages.push(drawText(drawn));
  }
  return makePages(pages);
}
