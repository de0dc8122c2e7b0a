import type { Relationship } from "../archive/relationships.ts";
import { childAt, elementsOf } from "../archive/xml-search.ts";
import type { XmlElement } from "../archive/xml-tree.ts";
import { htmlTable } from "../html-writing.ts";
import { shapeText } from "./slide-text.ts";

/** A table on a slide, cells that were merged given once with their extent. */
export function slideTable(
  table: XmlElement,
  relationships: ReadonlyMap<string, Relationship>,
): string {
  return htmlTable(
    elementsOf(table, "a:tr").map((row) =>
      elementsOf(row, "a:tc")
        .filter(({ attributes: { hMerge, vMerge } }) => !isTrue(hMerge) && !isTrue(vMerge))
        .map((cell) => ({
          inner: shapeText(childAt(cell, "a:txBody"), relationships, false),
          columns: Number(cell.attributes.gridSpan ?? 1) || 1,
          rows: Number(cell.attributes.rowSpan ?? 1) || 1,
        })),
    ),
  );
}

function isTrue(value: string | undefined): boolean {
  return value === "1" || value === "true";
}
