import { htmlToMarkdown } from "../../html/html-to-markdown.ts";
import { UnreadableDocumentError } from "../../unreadable-document-error.ts";
import type { Archive } from "../archive/open-archive.ts";
import { readRelationships } from "../archive/relationships.ts";
import { childAt, elementsOf } from "../archive/xml-search.ts";
import type { ExtractedText } from "../extracted-text.ts";
import { readCoreProperties } from "../office/document-properties.ts";
import { readSlide } from "./read-slide.ts";
import { slideMarkdown } from "./slide-markdown.ts";

/** A PowerPoint presentation: one heading a slide, in the order they are shown, with notes. */
export async function readPresentation(archive: Archive, mainPart: string): Promise<ExtractedText> {
  const list = childAt(await archive.readXml(mainPart), "p:sldIdLst");
  const relationships = await readRelationships(archive, mainPart);
  const slides: string[] = [];
  let firstTitle: string | undefined;
  for (const entry of elementsOf(list, "p:sldId")) {
    const target = relationships.get(entry.attributes["r:id"] ?? "")?.target;
    const slide = target === undefined ? undefined : await readSlide(archive, target);
    if (target === undefined || slide === undefined) {
      throw new UnreadableDocumentError(`is broken: slide ${slides.length + 1} is missing`);
    }
    const body = htmlToMarkdown(slide.html).markdown;
    slides.push(slideMarkdown(slides.length + 1, { ...slide, body }));
    firstTitle ??= slide.title === "" ? undefined : slide.title;
  }
  const { title = firstTitle, updatedAt } = await readCoreProperties(archive);
  return {
    title,
    markdown: slides.join("\n\n"),
    pages: slides.length,
    updatedAt,
  };
}
