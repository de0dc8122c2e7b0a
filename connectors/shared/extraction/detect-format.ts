import { UnreadableDocumentError } from "../unreadable-document-error.ts";
import type { DocumentHints } from "./extracted-text.ts";

/** What the bytes are read as. An archive's own parts say which kind of document it is. */
export type Format = "pdf" | "archive" | "email" | "html" | "csv" | "markdown" | "mdx" | "text";

const BY_EXTENSION: Readonly<Record<string, Format>> = {
  eml: "email",
  html: "html",
  htm: "html",
  xhtml: "html",
  csv: "csv",
  tsv: "csv",
  md: "markdown",
  markdown: "markdown",
  mdx: "mdx",
  txt: "text",
  text: "text",
  rst: "text",
  adoc: "text",
  asciidoc: "text",
};

const BY_MIME_TYPE: Readonly<Record<string, Format>> = {
  "message/rfc822": "email",
  "text/html": "html",
  "application/xhtml+xml": "html",
  "text/csv": "csv",
  "text/tab-separated-values": "csv",
  "text/markdown": "markdown",
  "text/plain": "text",
};

/** Binary formats that only their content can prove, with what people call them. */
const BINARY: Readonly<Record<string, string>> = {
  pdf: "a PDF",
  docx: "a Word document",
  docm: "a Word document",
  pptx: "a presentation",
  pptm: "a presentation",
  ppsx: "a presentation",
  xlsx: "a workbook",
  xlsm: "a workbook",
  odt: "an OpenDocument text",
  ods: "an OpenDocument spreadsheet",
  odp: "an OpenDocument presentation",
  epub: "an EPUB book",
  doc: "a Word document",
  ppt: "a presentation",
  xls: "a workbook",
};

/** Whether a file of this name is expected to be a document; pictures, videos and archives are not. */
export function namesDocument(fileName: string): boolean {
  const extension = extensionOf(fileName);
  return Object.hasOwn(BY_EXTENSION, extension) || Object.hasOwn(BINARY, extension);
}

/** Tells the format by content, then by name, then by type; throws for what is never read. */
export function detectFormat(bytes: Buffer, { fileName, mimeType }: DocumentHints): Format {
  const extension = extensionOf(fileName);
  const named = BY_EXTENSION[extension] ?? BY_MIME_TYPE[plainType(mimeType)];
  const start = bytes.subarray(0, 1024).toString("latin1");
  if (start.startsWith("PK\u0003\u0004") || start.startsWith("PK\u0005\u0006")) return "archive";
  if (start.startsWith("\u00d0\u00cf\u0011\u00e0")) throw olderOffice(bytes);
  if (start.startsWith("{\\rtf")) {
    throw new UnreadableDocumentError("is an RTF file, which is not read; save it as .docx");
  }
  // Readers of PDF allow for a few bytes before the mark; text may well speak of it.
  if (named === undefined ? start.includes("%PDF-") : start.startsWith("%PDF-")) return "pdf";
  if (named !== undefined) return named;
  if (bytes.length === 0) throw new UnreadableDocumentError("is empty (0 bytes)");
  const expected = BINARY[extension];
  throw new UnreadableDocumentError(
    expected === undefined
      ? `is of no kind that is read (${extension === "" ? (mimeType ?? "no extension") : `.${extension}`})`
      : `is broken: its content is not that of ${expected}`,
  );
}

function extensionOf(fileName: string): string {
  return /\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? "";
}

function plainType(mimeType: string | undefined): string {
  return mimeType?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

const OLDER: readonly [stream: string, reason: string][] = [
  ["EncryptedPackage", "is protected with a password; save it without one"],
  ["WordDocument", "is a Word 97-2003 document, which is not read; save it as .docx"],
  ["PowerPoint Document", "is a PowerPoint 97-2003 file, which is not read; save it as .pptx"],
  ["Workbook", "is an Excel 97-2003 workbook, which is not read; save it as .xlsx"],
  ["Book", "is an Excel 5 workbook, which is not read; save it as .xlsx"],
  ["__properties_version1.0", "is an Outlook message, which is not read; save it as .eml"],
];

/** The container that Office used before 2007, and still uses for documents with a password. */
function olderOffice(bytes: Buffer): UnreadableDocumentError {
  const found = OLDER.find(([stream]) => bytes.includes(Buffer.from(stream, "utf16le")));
  return new UnreadableDocumentError(
    found?.[1] ?? "is in an older Office format, which is not read; save it in today's",
  );
}
