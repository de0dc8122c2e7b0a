import { decodeText } from "../../decode-text.ts";
import { htmlToMarkdown } from "../../html/html-to-markdown.ts";
import { declaredCharset } from "../../html/read-html-page.ts";
import { UnreadableDocumentError } from "../../unreadable-document-error.ts";
import type { Archive } from "../archive/open-archive.ts";
import { resolvePart } from "../archive/relationships.ts";
import { childAt, descendantsOf, elementsOf, textOf } from "../archive/xml-search.ts";
import type { ExtractedText } from "../extracted-text.ts";
import { meaningfulTitle } from "../office/document-properties.ts";

/** An EPUB book: its chapters in reading order. */
export async function readEpub(archive: Archive): Promise<ExtractedText> {
  const container = await archive.readXml("META-INF/container.xml");
  const path = descendantsOf(container, "container:rootfile")[0]?.attributes["full-path"];
  const book = path === undefined ? undefined : await archive.readXml(path);
  if (path === undefined || book === undefined) {
    throw new UnreadableDocumentError("is broken: this EPUB names no list of its chapters");
  }
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const items = new Map(
    elementsOf(childAt(book, "opf:manifest"), "opf:item").map(({ attributes }) => [
      attributes.id,
      attributes,
    ]),
  );
  const chapters: string[] = [];
  for (const { attributes } of elementsOf(childAt(book, "opf:spine"), "opf:itemref")) {
    const item = items.get(attributes.idref);
    if (item?.href === undefined || !/html/i.test(item["media-type"] ?? "")) continue;
    const bytes = await archive.readBytes(resolvePart(folder, decodeHref(item.href)));
    if (bytes !== undefined) chapters.push(readChapter(bytes));
  }
  const text = chapters.filter((chapter) => chapter !== "").join("\n\n");
  if (text === "" && (await archive.readBytes("META-INF/encryption.xml")) !== undefined) {
    throw new UnreadableDocumentError("is protected (an encrypted EPUB); use a copy without");
  }
  return {
    title: meaningfulTitle(textOf(childAt(book, "opf:metadata", "dc:title"))),
    markdown: text,
  };
}

function readChapter(bytes: Buffer): string {
  return htmlToMarkdown(decodeText(bytes, declaredCharset(bytes))).markdown;
}

function decodeHref(href: string): string {
  try {
    return decodeURIComponent(href.replace(/#.*$/, ""));
  } catch {
    return href;
  }
}
