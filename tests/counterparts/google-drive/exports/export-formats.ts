import { marked } from "marked";
import { type Content, MIME_TYPES, type Sheet } from "../drive/items.ts";
import { documentPackage, presentationPackage, workbookPackage } from "./office-packages.ts";
import { plainText } from "./plain-text.ts";
import { pdfOf } from "./write-pdf.ts";

const OFFICE = "application/vnd.openxmlformats-officedocument.";

interface ExportFormat {
  mimeType: string;
  /** As `exportLinks` name it. */
  extension: string;
  write(content: Content): string | Uint8Array;
}

const PDF: ExportFormat = { mimeType: "application/pdf", extension: "pdf", write: pdfOf };
const TEXT: ExportFormat = { mimeType: "text/plain", extension: "txt", write: plainText };

/** Of what Google can export, what is exported here too; the rest is refused. */
const FORMATS: Record<string, readonly ExportFormat[]> = {
  [MIME_TYPES.document]: [
    {
      mimeType: "text/markdown",
      extension: "md",
      write: (content) => (content.kind === "document" ? content.markdown : ""),
    },
    TEXT,
    { mimeType: "text/html", extension: "html", write: htmlOf },
    PDF,
    {
      mimeType: `${OFFICE}wordprocessingml.document`,
      extension: "docx",
      write: documentPackage,
    },
  ],
  [MIME_TYPES.spreadsheet]: [
    { mimeType: `${OFFICE}spreadsheetml.sheet`, extension: "xlsx", write: workbookPackage },
    // The first sheet only, as at Google.
    { mimeType: "text/csv", extension: "csv", write: (content) => rowsOf(content, ",") },
    {
      mimeType: "text/tab-separated-values",
      extension: "tsv",
      write: (content) => rowsOf(content, "\t"),
    },
    PDF,
  ],
  [MIME_TYPES.presentation]: [
    {
      mimeType: `${OFFICE}presentationml.presentation`,
      extension: "pptx",
      write: presentationPackage,
    },
    TEXT,
    PDF,
  ],
};

export function exportFormatsOf(mimeType: string): readonly ExportFormat[] {
  return FORMATS[mimeType] ?? [];
}

/** What `about` says of them: for each kind, the types it can be had as. */
export function exportFormats(): Record<string, string[]> {
  const entries = Object.entries(FORMATS);
  return Object.fromEntries(entries.map(([type, all]) => [type, all.map((one) => one.mimeType)]));
}

/** Bytes that count as a file's size; of a native one, those of its text. */
export function contentSize(content: Content): number {
  return content.kind === "bytes" ? content.bytes.length : Buffer.byteLength(plainText(content));
}

function htmlOf(content: Content): string {
  const markdown = content.kind === "document" ? content.markdown : "";
  return `<html><head><meta charset="utf-8"></head><body>${marked.parse(markdown, { async: false })}</body></html>`;
}

function rowsOf(content: Content, separator: string): string {
  const [sheet]: readonly (Sheet | undefined)[] =
    content.kind === "spreadsheet" ? content.sheets : [];
  const quote = (cell: string) =>
    /["\r\n]/.test(cell) || cell.includes(separator) ? `"${cell.replaceAll('"', '""')}"` : cell;
  return (sheet?.rows ?? []).map((row) => row.map(quote).join(separator)).join("\r\n");
}
