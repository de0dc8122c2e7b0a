import { pipeRows } from "../../html/html-table.ts";
import { escapeMarkdownLine, escapeTags } from "../../markdown/escape-markdown.ts";

/** No sheet has more; a reference beyond is nonsense. */
export const MAX_COLUMNS = 16_384;

/** Rows of a sheet by their number from 0, cells by their column; what is empty is left out. */
export type SheetRows = ReadonlyMap<number, readonly string[]>;

/**
 * A sheet as tables: rows that follow one another without a gap are one table, its first row the
 * header. Lines with a single cell above a table are its heading, and stand before it as text.
 */
export function sheetToMarkdown(rows: SheetRows): string {
  const blocks: string[][][] = [];
  let last = Number.NaN;
  for (const number of [...rows.keys()].sort((a, b) => a - b)) {
    const row = withoutEmpty(rows.get(number) ?? []);
    if (row.length === 0) continue;
    if (number !== last + 1) blocks.push([]);
    blocks.at(-1)?.push(row);
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

/** Its cells where they stand, with holes between them. */
function withoutEmpty(cells: readonly string[]): string[] {
  const row: string[] = [];
  // Holes are skipped: a sheet may be 16,384 columns wide for a single cell.
  cells.forEach((cell, column) => {
    const text = cell.trim();
    if (text !== "") row[column] = text;
  });
  return row;
}

/** The columns that hold anything, all rows equally long. */
function usedColumns(rows: string[][]): string[][] {
  const columns = new Set(rows.flatMap((row) => Object.keys(row).map(Number)));
  const used = [...columns].sort((a, b) => a - b);
  return rows.map((row) => used.map((column) => escapeTags(row[column] ?? "")));
}

function filled(row: string[]): string[] {
  return row.filter(() => true);
}

/** A line of a sheet beside any table, which may begin with anything. */
function escapeLine(text: string): string {
  return escapeMarkdownLine(text.replaceAll(/\s+/g, " ")).replace(/^\|/, "\\|");
}
