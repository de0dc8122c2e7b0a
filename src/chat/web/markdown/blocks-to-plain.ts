import type { Block, Inline } from "./blocks.ts";

/** Blocks as lines of words, for notifications and for who reads without blocks. */
export function blocksToPlain(blocks: readonly Block[]): string {
  return blocks.map(blockToPlain).join("\n");
}

function blockToPlain(block: Block): string {
  switch (block.type) {
    case "paragraph":
    case "heading":
    case "code":
      return plainInlines(block.children);
    case "list":
      return block.items
        .map((item, i) => `${block.ordered ? `${block.start + i}.` : "•"} ${blocksToPlain(item)}`)
        .join("\n");
    case "table":
      return [block.header, ...block.rows]
        .map((row) => row.map(plainInlines).join(" | "))
        .join("\n");
    case "quote":
      return blocksToPlain(block.children);
    case "rule":
      return "";
  }
}

/** The words alone. */
export function plainInlines(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (inline.type === "text") return inline.text;
      if (inline.type === "break") return "\n";
      if (inline.type === "citation") return `[${inline.n}]`;
      return plainInlines(inline.children);
    })
    .join("");
}
