import { htmlToMarkdown } from "../../html/html-to-markdown.ts";
import { childAt, descendantsOf, elementsOf, textOf } from "../archive/xml-search.ts";
import type { XmlElement } from "../archive/xml-tree.ts";
import type { ExtractedText } from "../extracted-text.ts";
import type { DocumentProperties } from "../office/document-properties.ts";
import { slideMarkdown } from "../slides/slide-markdown.ts";
import { openDocumentHtml } from "./open-document-html.ts";
import type { ListStyles } from "./read-list-styles.ts";

/** The slides of a presentation, or the pages of a drawing. */
export function readDrawings(
  container: XmlElement,
  lists: ListStyles,
  given: DocumentProperties,
): ExtractedText {
  const titles: string[] = [];
  const slides = elementsOf(container, "draw:page").map((page, at) => {
    const heading = elementsOf(page, "draw:frame").find(
      ({ attributes }) => attributes["presentation:class"] === "title",
    );
    const title = paragraphs(heading).join(" ");
    titles.push(title);
    const rest = { ...page, children: page.children.filter((child) => child !== heading) };
    return slideMarkdown(at + 1, {
      title,
      body: htmlToMarkdown(openDocumentHtml(rest, lists)).markdown,
      notes: paragraphs(childAt(page, "presentation:notes")).join("\n\n"),
    });
  });
  return {
    title: given.title ?? titles.find((title) => title !== ""),
    markdown: slides.join("\n\n"),
    pages: slides.length,
    updatedAt: given.updatedAt,
  };
}

function paragraphs(container: XmlElement | undefined): string[] {
  return descendantsOf(container, "text:p")
    .map((one) => textOf(one).replaceAll(/\s+/g, " ").trim())
    .filter((text) => text !== "");
}
