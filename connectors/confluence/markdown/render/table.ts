import { childAt, elementsOf, textOf } from "../../../shared/extraction/archive/xml-search.ts";
import type { XmlElement, XmlNode } from "../../../shared/extraction/archive/xml-tree.ts";
import type { HtmlCell } from "../../../shared/extraction/html-writing.ts";
import { inside, outside, type RenderContext } from "./context.ts";
import { boldLine } from "./html-text.ts";

/** What the shared rules read of a row; what stands further right goes into the last cell. */
const MAX_COLUMNS = 200;
/** Text in merged cells is said again in each place they cover, up to this many characters. */
const MAX_REPEATED = 1_000_000;
const MAX_PLACES = 200_000;

interface Cell extends HtmlCell {
  isHeader: boolean;
}

/** A table whose merged cells the shared rules spread out, so that each row says what it is about. */
export function table(element: XmlElement, context: RenderContext): string {
  const { rows, strays } = readRows(element);
  const caption = boldLine(textOf(childAt(element, "caption")), context);
  const hasHeader = rows.some((row) => elementsOf(row, "th").length > 0);
  const inCells = inside(
    outside(context, "properties"),
    "table",
    ...(hasHeader ? ["data-table" as const] : []),
  );
  const boldFirst = !hasHeader && rows.length > 1 && isBoldRow(rows[0]);
  const cells = rows.map((row, at) => readCells(row, boldFirst && at === 0, inCells));
  const isList = context.within.has("properties") && cells.length > 0 && cells.every(isProperty);
  const header = isList ? "<tr><th>Property</th><th>Value</th></tr>" : "";
  const room = { places: MAX_PLACES, characters: MAX_REPEATED };
  const lines = cells.map((row, at) => {
    const fitted = row.map((cell) => fit(cell, rows.length - at, room));
    return `<tr>${fitted.join("")}</tr>`;
  });
  const before = context.render(strays, context);
  if (lines.length === 0) return before;
  return `${before}${caption}<table>${header}${lines.join("")}</table>`;
}

function readRows(holder: XmlElement): { rows: XmlElement[]; strays: XmlNode[] } {
  const rows: XmlElement[] = [];
  const strays: XmlNode[] = [];
  for (const child of holder.children) {
    if (typeof child === "string") {
      if (child.trim() !== "") strays.push(child);
    } else if (child.name === "tr") {
      rows.push(child);
    } else if (/^t(?:head|body|foot)$/.test(child.name)) {
      const inner = readRows(child);
      for (const row of inner.rows) rows.push(row);
      for (const stray of inner.strays) strays.push(stray);
    } else if (!/^(?:caption|colgroup|col)$/.test(child.name)) {
      strays.push(child);
    }
  }
  return { rows, strays };
}

function readCells(row: XmlElement, isHeaderRow: boolean, context: RenderContext): Cell[] {
  const cells: Cell[] = [];
  for (const child of row.children) {
    if (typeof child === "string" && child.trim() === "") continue;
    const isCell = typeof child !== "string" && /^t[dh]$/.test(child.name);
    const isHeader = isHeaderRow || (isCell && child.name === "th");
    const nodes = isCell ? child.children : [child];
    const inner = context.render(nodes, isHeader ? inside(context, "header-cell") : context);
    const last = cells.at(-1);
    if (last !== undefined && cells.length === MAX_COLUMNS) last.inner += ` ${inner}`;
    else cells.push({ inner, isHeader, ...(isCell ? spansOf(child) : {}) });
  }
  return cells;
}

function spansOf({ attributes }: XmlElement): { columns: number; rows: number } {
  const span = (name: string) => Math.max(1, Math.trunc(Number(attributes[name])) || 1);
  return { columns: span("colspan"), rows: span("rowspan") };
}

/** The cell with its extent, as long as there is room for what that repeats. */
function fit(cell: Cell, rowsLeft: number, room: { places: number; characters: number }): string {
  const columns = Math.min(cell.columns ?? 1, MAX_COLUMNS);
  const rows = Math.min(cell.rows ?? 1, rowsLeft);
  const places = columns * rows;
  const characters = (places - 1) * cell.inner.length;
  const name = cell.isHeader ? "th" : "td";
  if (places > 1 && places <= room.places && characters <= room.characters) {
    room.places -= places;
    room.characters -= characters;
    return `<${name} colspan="${columns}" rowspan="${rows}">${cell.inner}</${name}>`;
  }
  return `<${name}>${cell.inner}</${name}>`;
}

/** A name and what it is: a row of page properties. */
function isProperty(row: Cell[]): boolean {
  return row.length === 2 && row[0]?.isHeader === true && row[1]?.isHeader === false;
}

/** Many authors make a header of a plain row by writing it in bold. */
function isBoldRow(row: XmlElement | undefined): boolean {
  const cells = elementsOf(row, "td");
  return cells.length > 1 && cells.every((cell) => isBold(cell.children));
}

function isBold(nodes: readonly XmlNode[]): boolean {
  const parts = nodes.filter((node) => typeof node !== "string" || node.trim() !== "");
  return (
    parts.length > 0 &&
    parts.every((node) => {
      if (typeof node === "string") return false;
      if (/^(?:strong|b|br)$/.test(node.name)) return true;
      return /^(?:p|span|div|ac:inline-comment-marker)$/.test(node.name) && isBold(node.children);
    })
  );
}
