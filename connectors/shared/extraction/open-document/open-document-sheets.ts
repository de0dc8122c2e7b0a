import { elementsOf, textOf } from "../archive/xml-search.ts";
import type { XmlElement } from "../archive/xml-tree.ts";
import { cutOffNote } from "../sheets/cut-off-note.ts";
import { MAX_COLUMNS, sheetToMarkdown } from "../sheets/sheet-to-markdown.ts";

/** A row that is written once may stand for a million; text says nothing new after a few. */
const MAX_REPEATED_ROWS = 20;
const MAX_REPEATED_COLUMNS = 200;

/** The sheets of a spreadsheet, `maxCells` cells of them at most. */
export function openDocumentSheets(spreadsheet: XmlElement, maxCells: number): string {
  const parts: string[] = [];
  let left = maxCells;
  for (const table of elementsOf(spreadsheet, "table:table")) {
    const rows = new Map<number, string[]>();
    let isCutOff = false;
    let number = 0;
    for (const row of rowsOf(table)) {
      const cells = cellsOf(row);
      const count = Object.keys(cells).length;
      const times = repeated(row, "table:number-rows-repeated");
      for (let copy = 0; count > 0 && copy < Math.min(times, MAX_REPEATED_ROWS); copy += 1) {
        if (count > left) isCutOff = true;
        else {
          rows.set(number + copy, cells);
          left -= count;
        }
      }
      number += times;
    }
    const text = [sheetToMarkdown(rows), isCutOff ? cutOffNote(maxCells) : ""];
    const name = table.attributes["table:name"] ?? "";
    const body = text.filter((part) => part !== "").join("\n\n");
    if (body !== "") parts.push(`## ${name.replaceAll(/\s+/g, " ")}\n\n${body}`);
  }
  return parts.join("\n\n");
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

function cellsOf(row: XmlElement): string[] {
  const cells: string[] = [];
  let column = 0;
  for (const cell of elementsOf(row)) {
    const times = repeated(cell, "table:number-columns-repeated");
    const text = elementsOf(cell, "text:p").map(textOf).join(" ").trim();
    // Most of a sheet is one empty cell, said to be there thousands of times.
    const copies = text === "" ? 0 : Math.min(times, MAX_REPEATED_COLUMNS, MAX_COLUMNS - column);
    for (let copy = 0; copy < copies; copy += 1) cells[column + copy] = text;
    column += times;
  }
  return cells;
}

function repeated(element: XmlElement, name: string): number {
  return Math.max(1, Number(element.attributes[name] ?? 1) || 1);
}
