const FENCE = /^\s*(?:`{3,}|~{3,})/;
const CITED = /(?:\[\d{1,3}\]\s*)+$/;
const RULE = /^[\s|:-]+$/;

/**
 * Rows of tables that were quoted, each a line with its citation below a line of their columns'
 * names, become the table that they came from; all else stays as it is.
 */
export function quotedTables(markdown: string): string {
  const lines = markdown.split("\n");
  const result: string[] = [];
  let isCode = false;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (FENCE.test(line)) isCode = !isCode;
    const rows = isCode ? [] : rowsBelow(lines, at);
    if (rows.length === 0) {
      result.push(line);
      continue;
    }
    const columns = cellsOf(line);
    // Without empty lines around it, it would be read with what stands beside it as one.
    result.push("", tableRow(columns), tableRow(columns.map(() => "---")), ...rows, "");
    at += rows.length;
  }
  return result.join("\n");
}

/** The quoted rows that stand right below a line that names their columns. */
function rowsBelow(lines: readonly string[], at: number): string[] {
  const header = lines[at] ?? "";
  const columns = cellsOf(header).length;
  if (columns < 2 || CITED.test(header) || RULE.test(header)) return [];
  const rows: string[] = [];
  for (const line of lines.slice(at + 1)) {
    const cells = cellsOf(line);
    if (cells.length !== columns || !CITED.test(line)) break;
    rows.push(tableRow(cells));
  }
  return rows;
}

function cellsOf(line: string): string[] {
  const inside = line.trim().replace(/^\||\|$/g, "");
  return inside.split(/(?<!\\)\|/).map((cell) => cell.trim());
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
