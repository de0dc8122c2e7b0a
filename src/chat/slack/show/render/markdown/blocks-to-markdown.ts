import type { Block, Inline } from "../../../../web/markdown/blocks.ts";
import { plainInlines } from "../../../../web/markdown/blocks-to-plain.ts";
import { disarm } from "../escape.ts";
import { inlinesToMarkdown, type MarkdownStyle } from "./inlines-to-markdown.ts";

/** How a line would begin something else than a paragraph's text. */
const LINE_STARTS = /^(?:[-+=]|\d{1,9}(?=[.)]))/;

/** Blocks as the Markdown that Slack reads; each character of a text stands for itself. */
export function blocksToMarkdown(blocks: readonly Block[], style: MarkdownStyle): string {
  return blocks
    .map((block, i) => separator(blocks[i - 1], block) + blockToMarkdown(block, style))
    .join("");
}

/** Two lists in a row, and code below a list, would be read as one without something between them. */
function separator(before: Block | undefined, block: Block): string {
  if (before === undefined) return "";
  return before.type === "list" && block.type === "list" ? "\n\n\u2060\n\n" : "\n\n";
}

function blockToMarkdown(block: Block, style: MarkdownStyle): string {
  switch (block.type) {
    case "paragraph":
      return textLines(inlinesToMarkdown(block.children, style));
    case "heading":
      return `### ${oneLine(block.children, style) || "\u2060"}`;
    case "list":
      return block.items
        .map((item, i) =>
          itemToMarkdown(block.ordered ? `${block.start + i}. ` : "- ", item, style),
        )
        .join("\n");
    case "table":
      return tableToMarkdown(block, style);
    case "code":
      return fenced(plainInlines(block.children));
    case "quote":
      return blocksToMarkdown(block.children, style).replaceAll(/^/gm, "> ");
    case "rule":
      return "---";
  }
}

function textLines(markdown: string): string {
  const lines = markdown.split("\n").map((line) => {
    const text = line.trimStart();
    // An ordered item's number is escaped behind it, everything else before.
    return text.replace(LINE_STARTS, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
  });
  // An empty line would end the paragraph, and with it a style that goes on.
  return lines.filter((line) => line.trim() !== "").join("\n");
}

function itemToMarkdown(bullet: string, blocks: readonly Block[], style: MarkdownStyle): string {
  const [first] = blocks;
  const isTight = blocks.every(({ type }) => type === "paragraph" || type === "list");
  const pieces = blocks.map((block) => blockToMarkdown(block, style));
  // Something else than text first would be read with the bullet as one thing: a rule, a heading.
  const inside = [...(first?.type === "paragraph" ? [] : ["\u2060"]), ...pieces].join(
    isTight ? "\n" : "\n\n",
  );
  return bullet + inside.replaceAll(/\n(?=[^\n])/g, `\n${" ".repeat(bullet.length)}`);
}

function tableToMarkdown(
  { header, rows }: Extract<Block, { type: "table" }>,
  style: MarkdownStyle,
): string {
  const line = (cells: readonly Inline[][]) =>
    `| ${header.map((_, i) => cellText(cells[i] ?? [], style)).join(" | ")} |`;
  const rule = `|${header.map(() => " --- |").join("")}`;
  return [line(header), rule, ...rows.map(line)].join("\n");
}

function cellText(cell: readonly Inline[], style: MarkdownStyle): string {
  // A bar ends the cell even within code; elsewhere it is escaped already.
  return oneLine(cell, style).replaceAll(/(?<!\\)\|/g, "\\|");
}

function oneLine(inlines: readonly Inline[], style: MarkdownStyle): string {
  return inlinesToMarkdown(inlines, style)
    .replaceAll(/\s*\n\s*/g, " ")
    .trim();
}

function fenced(code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${disarm(code)}\n${fence}`;
}
