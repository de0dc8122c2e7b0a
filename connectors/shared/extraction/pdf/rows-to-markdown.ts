import { pipeRows } from "../../html/html-table.ts";
import { escapeMarkdownLine, escapeTags } from "../../markdown/escape-markdown.ts";
import { lineText } from "./line-text.ts";
import type { PdfCell, PdfLine } from "./read-page-lines.ts";

interface Column {
  left: number;
  right: number;
}

/** A cell this long is prose: the lines are columns of a page rather than rows of a table. */
const PROSE = 60;

/** Lines with several cells each as a table, its columns found by what stands above one another. */
export function rowsToMarkdown(rows: readonly PdfLine[]): string {
  const columns = findColumns(rows.flatMap(({ cells }) => cells));
  const isProse = rows.every(({ cells }) => cells.some(({ text }) => text.length > PROSE));
  if (columns.length < 2 || isProse) {
    return rows.map((row) => escapeMarkdownLine(lineText(row))).join("\n");
  }
  return pipeRows(
    rows.map(({ cells }) =>
      columns.map((column) =>
        cells
          .filter((cell) => cell.left < column.right && cell.right > column.left)
          .map(({ text }) => escapeTags(text))
          .join(" "),
      ),
    ),
  );
}

/** Ranges of the page's width that cells cover, each cell in exactly one of them. */
function findColumns(cells: readonly PdfCell[]): Column[] {
  const columns: Column[] = [];
  for (const { left, right } of [...cells].sort((a, b) => a.left - b.left)) {
    const last = columns.at(-1);
    if (last === undefined || left >= last.right) {
      columns.push({ left, right: Math.max(right, left + 1) });
    } else last.right = Math.max(last.right, right);
  }
  return columns;
}
