import type { BlockNode } from "./block-tree.ts";
import { contentOf } from "./block-tree.ts";
import { richTextToMarkdown } from "./rich-text.ts";

/** Rows of cells; a table without a header gets an empty one, which Markdown asks for. */
export function tableToMarkdown({ block, children }: BlockNode): string {
  const rows = children.map(({ block: row }) => {
    const { cells } = contentOf(row);
    return (Array.isArray(cells) ? cells : []).map((cell) => cellText(cell));
  });
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width === 0) return "";
  const hasHeader = contentOf(block).has_column_header === true;
  const [header = [], ...body] = hasHeader ? rows : [[], ...rows];
  const line = (cells: readonly string[]) =>
    `| ${Array.from({ length: width }, (_, at) => cells[at] ?? "").join(" | ")} |`;
  const rule = line(Array.from({ length: width }, () => "---"));
  return [line(header), rule, ...body.map(line)].join("\n");
}

function cellText(cell: unknown): string {
  return richTextToMarkdown(cell)
    .replaceAll("|", "\\|")
    .replaceAll(/\s*\n\s*/g, " ")
    .trim();
}
