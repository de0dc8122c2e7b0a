import { getDocumentProxy } from "unpdf";
import { parseDate } from "../../parse-date.ts";
import { UnreadableDocumentError } from "../../unreadable-document-error.ts";
import type { ExtractedText } from "../extracted-text.ts";
import { type ExtractionLimits, tooLong } from "../extraction-limits.ts";
import { type DocumentProperties, meaningfulTitle } from "../office/document-properties.ts";
import { protectedByPassword } from "../protected-by-password.ts";
import { largestHeading } from "./largest-heading.ts";
import { lineText } from "./line-text.ts";
import { withoutFurniture } from "./page-furniture.ts";
import { pageToMarkdown } from "./page-to-markdown.ts";
import type { PdfLine } from "./read-page-lines.ts";
import { readPageLines } from "./read-page-lines.ts";
import { readHeadingLevels } from "./text-sizes.ts";

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;

/** A PDF, one heading a page with its number, paragraphs in reading order. */
export async function readPdf(bytes: Buffer, limits: ExtractionLimits): Promise<ExtractedText> {
  const pdf = await openPdf(bytes);
  try {
    return await readText(pdf, limits);
  } finally {
    await pdf.loadingTask.destroy();
  }
}

async function readText(pdf: PdfDocument, limits: ExtractionLimits): Promise<ExtractedText> {
  const { numPages } = pdf;
  if (numPages > limits.maxPages) {
    throw new UnreadableDocumentError(
      `has ${numPages} pages and at most ${limits.maxPages} are read; split it`,
    );
  }
  const pages = await readPages(pdf, limits);
  const levels = readHeadingLevels(pages);
  const texts = withoutFurniture(pages).map((lines) => pageToMarkdown(lines, levels));
  if (texts.every((text) => text === "")) {
    throw new UnreadableDocumentError(
      `holds no text on its ${numPages} pages, only pictures, as scanners make them; run text recognition (OCR) over it`,
    );
  }
  const { title, updatedAt } = await readProperties(pdf);
  return {
    title: title ?? largestHeading(pages[0] ?? [], levels),
    updatedAt,
    markdown: texts.map((text, at) => `## Page ${at + 1}\n\n${text}`.trimEnd()).join("\n\n"),
    pages: numPages,
  };
}

async function readPages(pdf: PdfDocument, limits: ExtractionLimits): Promise<PdfLine[][]> {
  const pages: PdfLine[][] = [];
  let characters = 0;
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const lines = await readPageLines(await pdf.getPage(number));
    for (const line of lines) characters += lineText(line).length;
    if (characters > limits.maxCharacters) throw tooLong(limits);
    pages.push(lines);
  }
  return pages;
}

async function openPdf(bytes: Buffer): Promise<PdfDocument> {
  try {
    // Its own copy: the reader takes the memory over.
    return await getDocumentProxy(new Uint8Array(bytes), {
      verbosity: 0,
      stopAtErrors: false,
    });
  } catch (error) {
    const { name, message } = error as Error;
    if (name === "PasswordException") throw protectedByPassword();
    throw new UnreadableDocumentError(
      `is broken or incomplete (as a PDF: ${message.slice(0, 100)})`,
      { cause: error },
    );
  }
}

async function readProperties(pdf: PdfDocument): Promise<DocumentProperties> {
  const info = (await pdf.getMetadata()).info as Readonly<Record<string, unknown>>;
  const text = (name: string) => (typeof info[name] === "string" ? info[name] : "");
  return {
    title: meaningfulTitle(text("Title")),
    updatedAt: readPdfDate(text("ModDate")) ?? readPdfDate(text("CreationDate")),
  };
}

/** `D:20260131120000+01'00'` */
function readPdfDate(text: string): string | undefined {
  const [, date, time = "000000", zone] =
    /^(?:D:)?(\d{8})(\d{6})?(Z|[+-]\d\d'?\d\d)?/.exec(text) ?? [];
  const pairs = time.replace(/(..)(..)(..)/, "$1:$2:$3");
  const iso = date?.replace(/(....)(..)(..)/, "$1-$2-$3");
  return iso === undefined
    ? undefined
    : parseDate(`${iso}T${pairs}${zone?.replace("'", "") ?? "Z"}`);
}
