import { pipeRows } from "../../html/html-table.ts";
import { escapeMarkdownLine, escapeTags } from "../../markdown/escape-markdown.ts";

/** Rows of a sheet by their number from 0, cells by their column; what is empty is left out. */
export type SheetRows = ReadonlyMap<number, readonly string[]>;

const MAX_COLUMNS = 200;

/**
 * A sheet as tables: rows that follow one another without a gap are one table, its first row the
 * header. Lines with a single cell above a table are its heading, and stand before it as text.
 */
export function sheetToMarkdown(rows: SheetRows): string {
  const blocks: string[][][] = [];
  let last = Number.NaN;
  for (const number of [...rows.keys()].sort((a, b) => a - b)) {
    const row = Array.from(rows.get(number) ?? [], (cell) => (cell ?? "").trim());
    if (row.every((cell) => cell === "")) continue;
    if (number !== last + 1) blocks.push([]);
    blocks.at(-1)?.push(row.slice(0, MAX_COLUMNS));
    last = number;
  }
  return blocks.map(blockToMarkdown).join("\n\n");
}

function blockToMarkdown(rows: string[][]): string {
  const first = rows.findIndex((row) => filled(row).length > 1);
  const lines = first < 0 ? rows : rows.slice(0, first);
  const text = lines.map((row) => escapeLine(filled(row).join(" "))).join("\n\n");
  if (first < 0) return text;
  const table = pipeRows(usedColumns(rows.slice(first)));
  return text === "" ? table : `${text}\n\n${table}`;
}

/** The columns that hold anything, all rows equally long. */
function usedColumns(rows: string[][]): string[][] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const used: number[] = [];
  for (let column = 0; column < width; column += 1) {
    if (rows.some((row) => (row[column] ?? "") !== "")) used.push(column);
  }
  return rows.map((row) => used.map((column) => escapeTags(row[column] ?? "")));
}

function filled(row: string[]): string[] {
  return row.filter((cell) => cell !== "");
}

/** A line of a sheet beside any table, which may begin with anything. */
function escapeLine(text: string): string {
  return escapeMarkdownLine(text.replaceAll(/\s+/g, " ")).replace(/^\|/, "\\|");
}
