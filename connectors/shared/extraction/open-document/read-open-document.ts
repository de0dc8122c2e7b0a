import { htmlToMarkdown } from "../../html/html-to-markdown.ts";
import { findTitle } from "../../markdown/find-title.ts";
import { parseDate } from "../../parse-date.ts";
import { UnreadableDocumentError } from "../../unreadable-document-error.ts";
import type { Archive } from "../archive/open-archive.ts";
import { childAt, descendantsOf, textOf } from "../archive/xml-search.ts";
import type { ExtractedText } from "../extracted-text.ts";
import type { ExtractionLimits } from "../extraction-limits.ts";
import { type DocumentProperties, meaningfulTitle } from "../office/document-properties.ts";
import { protectedByPassword } from "../protected-by-password.ts";
import { openDocumentHtml } from "./open-document-html.ts";
import { openDocumentSheets } from "./open-document-sheets.ts";
import { readDrawings } from "./read-drawings.ts";
import { readListStyles } from "./read-list-styles.ts";

/** An OpenDocument text, spreadsheet or presentation (`.odt`, `.ods`, `.odp`). */
export async function readOpenDocument(
  archive: Archive,
  limits: ExtractionLimits,
): Promise<ExtractedText> {
  const manifest = await archive.readXml("META-INF/manifest.xml");
  if (descendantsOf(manifest, "manifest:encryption-data").length > 0) {
    throw protectedByPassword();
  }
  const content = await archive.readXml("content.xml");
  const body = childAt(content, "office:body");
  const lists = readListStyles([content, await archive.readXml("styles.xml")]);
  const meta = await archive.readXml("meta.xml");
  const given: DocumentProperties = {
    title: meaningfulTitle(textOf(descendantsOf(meta, "dc:title")[0])),
    updatedAt: parseDate(textOf(descendantsOf(meta, "dc:date")[0]).replace(/\.\d+$/, "")),
  };
  const sheets = childAt(body, "office:spreadsheet");
  if (sheets !== undefined) {
    return { ...given, markdown: openDocumentSheets(sheets, limits.maxCells) };
  }
  const slides = childAt(body, "office:presentation") ?? childAt(body, "office:drawing");
  if (slides !== undefined) return readDrawings(slides, lists, given);
  const text = childAt(body, "office:text");
  if (text === undefined) {
    throw new UnreadableDocumentError("is broken: content.xml holds no document");
  }
  const { markdown } = htmlToMarkdown(openDocumentHtml(text, lists));
  const found = findTitle(markdown, undefined);
  return {
    title: found?.title ?? given.title,
    markdown: found?.body ?? markdown,
    updatedAt: given.updatedAt,
  };
}
