import { UnreadableDocumentError } from "../../unreadable-document-error.ts";
import { childAt, elementsOf, valueAt } from "../archive/xml-search.ts";
import type { XmlElement } from "../archive/xml-tree.ts";
import type { ListItem } from "../html-lists.ts";
import { htmlList } from "../html-lists.ts";
import { element, escapeHtml } from "../html-writing.ts";
import { headingLevel } from "./read-styles.ts";
import type { WordDocument } from "./word-document.ts";
import { readInline } from "./word-inline.ts";
import { wordTable } from "./word-table.ts";

interface Output {
  html: string;
  /** Items and lines that wait for their list or code block to be complete. */
  items: ListItem[];
  code: string[];
  /** Above 0 in cells, boxes and notes; a note's own notes are not followed. */
  depth: number;
}

/** Containers that add nothing to what they hold. */
const TRANSPARENT = new Set([
  "w:sdt",
  "w:sdtContent",
  "w:ins",
  "w:moveTo",
  "w:customXml",
  "w:smartTag",
  "mc:AlternateContent",
  "mc:Choice",
]);
const MAX_DEPTH = 20;

/** Paragraphs, lists and tables below an element, as HTML. */
export function wordBlocks(container: XmlElement, document: WordDocument, depth = 0): string {
  const output: Output = { html: "", items: [], code: [], depth };
  if (depth > MAX_DEPTH) {
    throw new UnreadableDocumentError(`nests tables or text boxes more than ${MAX_DEPTH} deep`);
  }
  addBlocks(container, document, output);
  flush(output);
  return output.html;
}

function addBlocks(container: XmlElement, document: WordDocument, output: Output): void {
  for (const child of elementsOf(container)) {
    if (child.name === "w:p") addParagraph(child, document, output);
    else if (child.name === "w:tbl") {
      flush(output);
      output.html += wordTable(child, (cell) => wordBlocks(cell, document, output.depth + 1));
    } else if (TRANSPARENT.has(child.name)) addBlocks(child, document, output);
    else if (child.name === "m:oMathPara") addParagraph(child, document, output);
  }
}

function addParagraph(paragraph: XmlElement, document: WordDocument, output: Output): void {
  const properties = childAt(paragraph, "w:pPr");
  const style = document.styles.get(valueAt(properties, "w:pStyle") ?? "");
  const inline = readInline(paragraph, document);
  const hasText = inline.html.trim() !== "";
  if (style?.isCode === true) addCode(inline.html, output);
  else if (hasText) {
    const outline = valueAt(properties, "w:outlineLvl");
    const heading = headingLevel(undefined, outline) ?? style?.heading;
    const numbered = numberingOf(properties, style?.numbering, document);
    if (heading !== undefined) {
      flush(output);
      const label = numbered?.label === undefined ? "" : `${escapeHtml(numbered.label)} `;
      output.html += element(`h${heading}`, label + inline.html.replaceAll("<br>", " "));
    } else if (numbered === undefined) {
      flush(output);
      output.html += element("p", inline.html);
    } else {
      flushCode(output);
      const label = numbered.label === undefined ? undefined : escapeHtml(numbered.label);
      output.items.push({ level: numbered.level, label, inner: inline.html });
    }
  }
  addAttached(inline, document, output);
}

function addAttached(
  { boxes, charts, notes }: ReturnType<typeof readInline>,
  document: WordDocument,
  output: Output,
): void {
  if (boxes.length + charts.length + notes.length === 0) return;
  flush(output);
  for (const box of boxes) output.html += wordBlocks(box, document, output.depth + 1);
  output.html += charts.join("");
  for (const key of notes) {
    const note = document.notes.get(key);
    if (note === undefined || output.depth > 0) continue;
    const mark = escapeHtml(key.replace(/^\w+:/, ""));
    const text = wordBlocks(note, document, output.depth + 1);
    output.html += text.replace(/^<p>\s*/, `<p><sup>${mark}</sup> `);
  }
}

function numberingOf(
  properties: XmlElement | undefined,
  inherited: { id: string | undefined; level: number | undefined } | undefined,
  document: WordDocument,
): ReturnType<WordDocument["numbering"]["next"]> {
  const own = childAt(properties, "w:numPr");
  const id = valueAt(own, "w:numId") ?? inherited?.id;
  // 0 takes a paragraph out of the list of its style.
  if (id === undefined || id === "0") return undefined;
  return document.numbering.next(id, Number(valueAt(own, "w:ilvl") ?? inherited?.level ?? 0));
}

function addCode(html: string, output: Output): void {
  flushItems(output);
  output.code.push(html.replaceAll("<br>", "\n").replaceAll(/<[^>]+>/g, ""));
}

function flush(output: Output): void {
  flushItems(output);
  flushCode(output);
}

function flushItems(output: Output): void {
  output.html += htmlList(output.items);
  output.items = [];
}

function flushCode(output: Output): void {
  const code = output.code.join("\n");
  output.html += code.trim() === "" ? "" : `<pre>${code}</pre>`;
  output.code = [];
}
