import type { HtmlNode } from "./html-node.ts";
import { isInside } from "./html-node.ts";

// Private marks around cells and rows while the converter works its way out to the table.
const CELL = "\ue002";
const ROW = "\ue003";
const TEXT = "\ue004";
const MAX_COLUMNS = 200;
/** What spanning cells repeat of themselves: enough to say what a row is about, and no more. */
const MAX_REPEATED = { characters: 200, inAll: 2_000_000 } as const;

interface Cell {
  text: string;
  isHeader: boolean;
  columns: number;
  rows: number;
}

/** What a `td` or `th` becomes on the way to `tableToMarkdown`. */
export function markCell(content: string, node: HtmlNode): string {
  const isHeader = node.nodeName === "TH" || isInside(node, "THEAD");
  const span = (name: string) => Math.trunc(Number(node.getAttribute(name))) || 1;
  return `${CELL}${isHeader ? "h" : "d"},${span("colspan")},${span("rowspan")}${TEXT}${content}`;
}

/** What a `tr` becomes on the way to `tableToMarkdown`. */
export function markRow(content: string): string {
  return ROW + content;
}

/** The pipe table of marked rows. A table inside a cell turns into words: pipes cannot nest. */
export function tableToMarkdown(content: string, node: HtmlNode): string {
  const [before = "", ...marked] = content.split(ROW);
  const rows = marked.map(readRow);
  const caption = before.trim();
  if (isInside(node, "TABLE")) return ` ${[caption, ...rows.map(rowWords)].join(" ").trim()} `;
  if (isLayout(rows)) {
    const blocks = rows.flat().map((cell) => cell.text.trim());
    return `\n\n${[caption, ...blocks].filter((block) => block !== "").join("\n\n")}\n\n`;
  }
  const table = pipeTable(fillSpans(rows));
  return `\n\n${caption === "" ? "" : `${caption}\n\n`}${table}\n\n`;
}

/** Lines of a pipe table; the first row is its header. */
export function pipeRows(rows: readonly (readonly string[])[]): string {
  const [header = [], ...body] = rows;
  const line = (cells: readonly string[]) => `| ${cells.map(flatten).join(" | ")} |`;
  return [line(header), `|${" --- |".repeat(header.length)}`, ...body.map(line)].join("\n");
}

function readRow(marked: string): Cell[] {
  const [, ...cells] = marked.split(CELL);
  return cells.map((cell) => {
    const [head = "", text = ""] = cell.split(TEXT);
    const [kind, columns, rows] = head.split(",");
    return { text, isHeader: kind === "h", columns: Number(columns), rows: Number(rows) };
  });
}

function rowWords(row: Cell[]): string {
  const words = row.map((cell) => cell.text.replaceAll(/\s+/g, " ").trim());
  return words.filter((text) => text !== "").join(", ");
}

/** Tables that only place things on the page hold one column, or headings. */
function isLayout(rows: Cell[][]): boolean {
  return (
    rows.every((row) => row.length <= 1) ||
    rows.some((row) => row.some((cell) => !cell.isHeader && /^#{1,6} /m.test(cell.text)))
  );
}

interface GridCell {
  text: string;
  isHeader: boolean;
}

/** Repeats the text of a spanning cell in each place it covers, so that every row reads alone. */
function fillSpans(rows: Cell[][]): GridCell[][] {
  const grid: GridCell[][] = rows.map(() => []);
  let left = MAX_REPEATED.inAll;
  const repeated = ({ text, isHeader }: Cell): GridCell => {
    const words = text.length > MAX_REPEATED.characters ? shorten(text) : text;
    left -= words.length;
    return { text: left < 0 ? "" : words, isHeader };
  };
  for (const [top, row] of rows.entries()) {
    let column = 0;
    const beyond: string[] = [];
    for (const cell of row) {
      while (grid[top]?.[column] !== undefined) column += 1;
      if (column >= MAX_COLUMNS) beyond.push(cell.text);
      const right = Math.min(column + Math.max(1, cell.columns), MAX_COLUMNS);
      const bottom = Math.min(top + Math.max(1, cell.rows), rows.length);
      for (let y = top; y < bottom; y += 1) {
        for (let x = column; x < right; x += 1) {
          const line = grid[y];
          if (line === undefined || line[x] !== undefined) continue;
          line[x] = y === top && x === column ? cell : repeated(cell);
        }
      }
      column = Math.max(column, right);
    }
    const last = grid[top]?.at(-1);
    if (last !== undefined && beyond.length > 0) {
      grid[top]?.splice(-1, 1, { ...last, text: [last.text, ...beyond].join(", ") });
    }
  }
  return grid;
}

function shorten(text: string): string {
  return `${text.slice(0, MAX_REPEATED.characters).toWellFormed()}…`;
}

function pipeTable(grid: GridCell[][]): string {
  const width = grid.reduce((most, row) => Math.max(most, row.length), 0);
  const columns = Array.from({ length: width }, (_, index) => index);
  const firstBody = grid.findIndex((row) => !columns.every((x) => row[x]?.isHeader ?? true));
  const heads = grid.slice(0, firstBody < 0 ? grid.length : firstBody);
  // Without a header row the first row is data, and a header of blanks says so.
  const header = columns.map((x) => [...new Set(heads.map((row) => row[x]?.text.trim() ?? ""))]);
  const body = grid.slice(heads.length).map((row) => columns.map((x) => row[x]?.text ?? ""));
  return pipeRows([header.map((texts) => texts.join(" ").trim()), ...body]);
}

function flatten(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .trim()
    .replaceAll(/(?<!\\)\|/g, "\\|");
}
