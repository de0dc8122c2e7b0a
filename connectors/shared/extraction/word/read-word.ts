import { htmlToMarkdown } from "../../html/html-to-markdown.ts";
import { findTitle } from "../../markdown/find-title.ts";
import { UnreadableDocumentError } from "../../unreadable-document-error.ts";
import type { Archive } from "../archive/open-archive.ts";
import { childAt } from "../archive/xml-search.ts";
import type { ExtractedText } from "../extracted-text.ts";
import { readCoreProperties } from "../office/document-properties.ts";
import { wordBlocks } from "./word-blocks.ts";
import { readWordDocument } from "./word-document.ts";

/** A Word document (`.docx`): headings, lists with their numbers, tables, notes, charts. */
export async function readWord(archive: Archive, mainPart: string): Promise<ExtractedText> {
  const body = childAt(await archive.readXml(mainPart), "w:body");
  if (body === undefined) {
    throw new UnreadableDocumentError(`is broken (${mainPart} holds no text of a document)`);
  }
  const html = wordBlocks(body, await readWordDocument(archive, mainPart));
  const { markdown } = htmlToMarkdown(html);
  const found = findTitle(markdown, undefined);
  const { title, updatedAt } = await readCoreProperties(archive);
  return { title: found?.title ?? title, markdown: found?.body ?? markdown, updatedAt };
}
