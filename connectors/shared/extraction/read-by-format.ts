import { csvToMarkdown } from "../csv-to-markdown.ts";
import { decodeText } from "../decode-text.ts";
import { declaredCharset, readHtmlPage } from "../html/read-html-page.ts";
import { readMarkdownPage } from "../markdown/read-markdown-page.ts";
import { plainText } from "../plain-text.ts";
import { detectFormat } from "./detect-format.ts";
import type { DocumentHints, ExtractedText } from "./extracted-text.ts";
import { type ExtractionLimits, tooLong } from "./extraction-limits.ts";
import { readMail } from "./mail/read-mail.ts";
import { readPdf } from "./pdf/read-pdf.ts";
import { readPackage } from "./read-package.ts";

/** Longer ones come from documents that mean no good. */
const MAX_TITLE = 300;

/** Reads a document in this very thread; `extractText` is what others call. */
export async function readByFormat(
  bytes: Buffer,
  hints: DocumentHints,
  limits: ExtractionLimits,
): Promise<ExtractedText> {
  const text = await read(bytes, hints, limits);
  if (text.markdown.length > limits.maxCharacters) throw tooLong(limits);
  return {
    ...text,
    title: text.title === undefined ? undefined : tidy(text.title.slice(0, MAX_TITLE)),
    markdown: tidy(text.markdown),
  };
}

function tidy(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}

async function read(
  bytes: Buffer,
  hints: DocumentHints,
  limits: ExtractionLimits,
): Promise<ExtractedText> {
  const format = detectFormat(bytes, hints);
  switch (format) {
    case "pdf":
      return readPdf(bytes, limits);
    case "archive":
      return readPackage(bytes, limits);
    case "email":
      return readMail(bytes);
    case "html":
      return readHtmlPage(decodeText(bytes, declaredCharset(bytes)));
    case "csv":
      return { markdown: await csvToMarkdown(decodeText(bytes), new AbortController().signal) };
    case "text":
      return plainText(decodeText(bytes), /[^.]*$/.exec(hints.fileName)?.[0] ?? "");
    default: {
      const { title, markdown } = readMarkdownPage(decodeText(bytes), format === "mdx");
      return { title, markdown };
    }
  }
}
