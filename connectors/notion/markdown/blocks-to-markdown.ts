import type { BlockNode } from "./block-tree.ts";
import { contentOf } from "./block-tree.ts";
import { renderBlock } from "./render-block.ts";

const LISTS: ReadonlySet<string> = new Set(["bulleted_list_item", "numbered_list_item", "to_do"]);

/** Blocks and all that is nested in them, as Markdown. What Notion does not explain is noted. */
export function blocksToMarkdown(nodes: readonly BlockNode[]): string {
  let markdown = "";
  let previous = "";
  let number = 0;
  for (const node of nodes) {
    const { type } = node.block;
    number = type === "numbered_list_item" ? nextNumber(node, number) : 0;
    const text = renderSafely(node, { number, renderAll: blocksToMarkdown });
    if (text.trim() === "") continue;
    const isSameList = LISTS.has(type) && type === previous;
    markdown += markdown === "" ? text : `${isSameList ? "\n" : "\n\n"}${text}`;
    previous = type;
  }
  return markdown;
}

function nextNumber({ block }: BlockNode, previous: number): number {
  const start = contentOf(block).list_start_index;
  return previous === 0 && typeof start === "number" ? start : previous + 1;
}

/** A block of a shape that nobody foresaw costs itself, not its page. */
function renderSafely(node: BlockNode, context: Parameters<typeof renderBlock>[1]): string {
  try {
    return renderBlock(node, context);
  } catch {
    return `(A block of the kind "${node.block.type}" could not be read.)`;
  }
}
