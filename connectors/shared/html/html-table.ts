import type { HtmlNode } from "./html-node.ts";
import { isInside } from "./html-node.ts";

// Private marks around cells and rows while the converter works its way out to the table.
const CELL = "\ue002";
const ROW = "\ue003";
const TEXT = "\ue004";
const MAX_COLUMNS = 200;

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

/** Repeats the text of a spanning cell in each place it covers, so that every row reads alone. */
function fillSpans(rows: Cell[][]): { text: string; isHeader: boolean }[][] {
  const grid: { text: string; isHeader: boolean }[][] = rows.map(() => []);
  rows.forEach((row, top) => {
    let left = 0;
    for (const cell of row) {
      while (grid[top]?.[left] !== undefined) left += 1;
      const right = Math.min(left + Math.max(1, cell.columns), MAX_COLUMNS);
      const bottom = Math.min(top + Math.max(1, cell.rows), rows.length);
      for (let y = top; y < bottom; y += 1) {
        for (let x = left; x < right; x += 1) {
          const line = grid[y];
          if (line !== undefined) line[x] ??= { text: cell.text, isHeader: cell.isHeader };
        }
      }
      left = right;
    }
  });
  return grid;
}

function pipeTable(grid: { text: string; isHeader: boolean }[][]): string {
  const width = Math.max(...grid.map((row) => row.length));
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
