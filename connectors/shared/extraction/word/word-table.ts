import { childAt, elementsOf, valueAt } from "../archive/xml-search.ts";
import type { XmlElement } from "../archive/xml-tree.ts";
import type { HtmlCell } from "../html-writing.ts";
import { htmlTable } from "../html-writing.ts";

/** A Word table, cells that were merged given once with their extent. */
export function wordTable(table: XmlElement, blocks: (cell: XmlElement) => string): string {
  const rows: HtmlCell[][] = [];
  /** By column, the cell that a merge downwards goes on from. */
  const above = new Map<number, HtmlCell>();
  for (const row of rowsOf(table)) {
    const cells: HtmlCell[] = [];
    let column = Number(valueAt(childAt(row, "w:trPr"), "w:gridBefore") ?? 0);
    for (const cell of cellsOf(row)) {
      const properties = childAt(cell, "w:tcPr");
      const columns = Math.max(1, Number(valueAt(properties, "w:gridSpan") ?? 1)) || 1;
      const merge = childAt(properties, "w:vMerge");
      const upper = above.get(column);
      if (merge !== undefined && merge.attributes["w:val"] !== "restart" && upper !== undefined) {
        upper.rows = (upper.rows ?? 1) + 1;
      } else {
        const made: HtmlCell = { inner: blocks(cell), columns, rows: 1 };
        cells.push(made);
        if (merge === undefined) above.delete(column);
        else above.set(column, made);
      }
      column += columns;
    }
    rows.push(cells);
  }
  return htmlTable(rows);
}

const HOLDERS = new Set(["w:sdt", "w:sdtContent", "w:customXml", "w:ins"]);

function rowsOf(table: XmlElement): XmlElement[] {
  return elementsOf(table).flatMap((child) =>
    child.name === "w:tr" ? [child] : HOLDERS.has(child.name) ? rowsOf(child) : [],
  );
}

function cellsOf(row: XmlElement): XmlElement[] {
  return elementsOf(row).flatMap((child) =>
    child.name === "w:tc" ? [child] : HOLDERS.has(child.name) ? cellsOf(child) : [],
  );
}
