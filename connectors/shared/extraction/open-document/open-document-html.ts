import { childAt, elementsOf, textOf } from "../archive/xml-search.ts";
import type { XmlElement, XmlNode } from "../archive/xml-tree.ts";
import { element, escapeHtml, htmlTable, link } from "../html-writing.ts";
import type { ListStyles } from "./read-list-styles.ts";

interface List {
  style: string;
  level: number;
}

/** What is no text of the document as it reads now. */
const SKIPPED = new Set([
  "text:tracked-changes",
  "text:sequence-decls",
  "text:note-citation",
  "office:annotation",
  "office:forms",
  "table:table-column",
  "text:table-of-content-source",
  "presentation:notes",
  "svg:title",
  "svg:desc",
  "draw:object",
]);

/** The paragraphs, lists and tables below an element, as HTML. */
export function openDocumentHtml(
  container: XmlElement,
  lists: ListStyles,
  list: List = { style: "", level: 0 },
): string {
  return elementsOf(container)
    .map((child) => blockHtml(child, lists, list))
    .join("");
}

function blockHtml(child: XmlElement, lists: ListStyles, list: List): string {
  if (SKIPPED.has(child.name)) return "";
  switch (child.name) {
    case "text:h": {
      const level = Number(child.attributes["text:outline-level"] ?? 1) || 1;
      return element(`h${Math.min(level, 6)}`, inline(child, lists)) + boxes(child, lists);
    }
    case "text:p": {
      const name = child.attributes["text:style-name"] ?? "";
      const tag = name === "Title" ? "h1" : name === "Subtitle" ? "h2" : "p";
      return element(tag, inline(child, lists)) + boxes(child, lists);
    }
    case "text:list":
      return listHtml(child, lists, list);
    case "table:table":
      return tableHtml(child, lists);
    default:
      return openDocumentHtml(child, lists, list);
  }
}

function listHtml(child: XmlElement, lists: ListStyles, outer: List): string {
  const list = {
    style: child.attributes["text:style-name"] ?? outer.style,
    level: outer.level + 1,
  };
  const items = elementsOf(child).map((item) =>
    element("li", openDocumentHtml(item, lists, list).replace(/^<p>(.*?)<\/p>/s, "$1")),
  );
  const counts = lists.get(list.style)?.has(list.level) === true;
  return element(counts ? "ol" : "ul", items.join(""));
}

function tableHtml(table: XmlElement, lists: ListStyles): string {
  return htmlTable(
    rowsOf(table).map((row) =>
      elementsOf(row, "table:table-cell").flatMap((cell) => {
        const { attributes } = cell;
        const made = {
          inner: openDocumentHtml(cell, lists),
          columns: Number(attributes["table:number-columns-spanned"] ?? 1) || 1,
          rows: Number(attributes["table:number-rows-spanned"] ?? 1) || 1,
        };
        const times = Number(attributes["table:number-columns-repeated"] ?? 1) || 1;
        return Array.from({ length: Math.min(times, 50) }, () => made);
      }),
    ),
  );
}

function rowsOf(table: XmlElement): XmlElement[] {
  return elementsOf(table).flatMap((child) =>
    child.name === "table:table-row"
      ? [child]
      : /^table:table-(?:header-rows|rows|row-group)$/.test(child.name)
        ? rowsOf(child)
        : [],
  );
}

function inline(parent: XmlElement, lists: ListStyles): string {
  return parent.children.map((child) => inlineHtml(child, lists)).join("");
}

function inlineHtml(child: XmlNode, lists: ListStyles): string {
  if (typeof child === "string") return escapeHtml(child);
  if (SKIPPED.has(child.name)) return "";
  switch (child.name) {
    case "text:s":
    case "text:tab":
      return " ";
    case "text:line-break":
      return "<br>";
    case "text:a":
      return link(inline(child, lists), child.attributes["xlink:href"]);
    case "text:note":
      return ` (${escapeHtml(textOf(childAt(child, "text:note-body")).trim())})`;
    case "draw:text-box":
    case "table:table":
      return "";
    default:
      return inline(child, lists);
  }
}

/** Text boxes are anchored within a paragraph, and follow it. */
function boxes(parent: XmlElement, lists: ListStyles): string {
  return elementsOf(parent)
    .map((child) => {
      if (child.name === "draw:text-box") return openDocumentHtml(child, lists);
      return child.name === "text:note" ? "" : boxes(child, lists);
    })
    .join("");
}
