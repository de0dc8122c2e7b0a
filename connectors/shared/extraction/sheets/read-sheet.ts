import { readXml } from "../archive/xml-tree.ts";
import { parseReference } from "./cell-reference.ts";
import type { NumberFormats } from "./number-formats.ts";
import { showNumber } from "./number-formats.ts";
import { MAX_COLUMNS } from "./sheet-to-markdown.ts";

/** What the cells of all sheets share. */
export interface WorkbookValues {
  strings: readonly string[];
  formats: NumberFormats;
  is1904: boolean;
}

export interface ReadSheet {
  rows: Map<number, string[]>;
  /** Whether the sheet goes on below, because there were too many. */
  isCutOff: boolean;
  /** Cells that were read. */
  cells: number;
}

const MAX_MERGED = 1_000;
const MAX_MERGED_COLUMNS = 200;

/** Reads a sheet as its XML goes by, without a tree; keeps `maxCells` cells that hold something. */
export function readSheet(
  xml: string,
  partName: string,
  values: WorkbookValues,
  maxCells: number,
): ReadSheet {
  const sheet: ReadSheet = { rows: new Map(), isCutOff: false, cells: 0 };
  const merges: string[] = [];
  let row = -1;
  let column = -1;
  let type = "n";
  let style = 0;
  let text = "";
  let isValue = false;
  readXml(xml, partName, {
    open(name, attributes) {
      if (name === "x:row") {
        row = attributes.r === undefined ? row + 1 : Number(attributes.r) - 1;
        column = -1;
      } else if (name === "x:c") {
        const place = parseReference(attributes.r ?? "");
        column = place?.column ?? column + 1;
        row = place?.row ?? row;
        type = attributes.t ?? "n";
        style = Number(attributes.s ?? 0);
        text = "";
      } else if (name === "x:v" || name === "x:t") isValue = true;
      else if (name === "x:mergeCell") merges.push(attributes.ref ?? "");
    },
    text(part) {
      if (isValue) text += part;
    },
    close(name) {
      if (name === "x:v" || name === "x:t") isValue = false;
      if (name !== "x:c") return;
      const shown = show(text, type, style, values).trim();
      if (shown === "" || column >= MAX_COLUMNS) return;
      if (sheet.cells >= maxCells) {
        sheet.isCutOff = true;
        return;
      }
      sheet.cells += 1;
      const cells = sheet.rows.get(row) ?? [];
      cells[column] = shown;
      sheet.rows.set(row, cells);
    },
    isDone: () => sheet.isCutOff,
  });
  for (const merge of merges.slice(0, MAX_MERGED)) fillMerged(sheet.rows, merge);
  return sheet;
}

function show(text: string, type: string, style: number, values: WorkbookValues): string {
  if (type === "s") return values.strings[Number(text)] ?? "";
  if (type === "b") return text === "1" ? "TRUE" : "FALSE";
  // Dates may also be written out, in ISO 8601.
  if (type === "d") return text.replace(/T00:00(?::00(?:\.0+)?)?Z?$/, "");
  if (type !== "n") return text;
  return showNumber(text, values.formats(style), values.is1904);
}

/** Each row reads alone only if a merged cell's text stands in all the columns it covers. */
function fillMerged(rows: Map<number, string[]>, reference: string): void {
  const [from, to] = reference.split(":").map(parseReference);
  if (from === undefined || to === undefined) return;
  const text = rows.get(from.row)?.[from.column];
  if (text === undefined) return;
  const lastColumn = Math.min(to.column, from.column + MAX_MERGED_COLUMNS);
  const lastRow = Math.min(to.row, from.row + MAX_MERGED);
  // A title across the sheet is said once; what spans part of a table, in each place.
  for (let row = from.row; row <= lastRow; row += 1) {
    const cells = rows.get(row);
    if (cells === undefined || isAlone(cells, from.column)) continue;
    for (let column = from.column; column <= lastColumn; column += 1) cells[column] ??= text;
  }
}

function isAlone(cells: readonly string[], column: number): boolean {
  return cells.every((cell, at) => at === column || cell === undefined);
}
