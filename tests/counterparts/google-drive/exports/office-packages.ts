import {
  makePresentation,
  makeWord,
  makeWorkbook,
  paragraph,
  shape,
  sheetRows,
} from "../../../connectors/shared/extraction/making/make-office.ts";
import type { Content } from "../drive/items.ts";
import { plainText } from "./plain-text.ts";

/** A Word file of a document's paragraphs. */
export function documentPackage(content: Content): Uint8Array {
  return wordFile(plainText(content));
}

export function wordFile(text: string): Uint8Array {
  const paragraphs = text.split(/\n+/).filter((line) => line !== "");
  return makeWord(paragraphs.map((line) => paragraph(escapeXml(line))).join(""));
}

/** A workbook with every sheet. */
export function workbookPackage(content: Content): Uint8Array {
  const sheets = content.kind === "spreadsheet" ? content.sheets : [];
  return makeWorkbook(
    Object.fromEntries(
      sheets.map(({ name, rows }) => [
        escapeXml(name),
        sheetRows(rows.map((row) => row.map(escapeXml))),
      ]),
    ),
  );
}

/** Slides with their titles, lines and notes. */
export function presentationPackage(content: Content): Uint8Array {
  const slides = content.kind === "presentation" ? content.slides : [];
  return makePresentation(
    slides.map(({ title, lines, notes }) => ({
      shapes: shape("title", [escapeXml(title)]) + shape("body", lines.map(escapeXml)),
      ...(notes === undefined ? {} : { notes: escapeXml(notes) }),
    })),
  );
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
