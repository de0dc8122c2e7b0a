import type { Block, Inline } from "../../../../web/markdown/blocks.ts";
import { plainInlines } from "../../../../web/markdown/blocks-to-plain.ts";
import { escapeCode, WORD_JOINER } from "./escape.ts";
import { inlinesToMarkdown, type MarkdownStyle } from "./inlines-to-markdown.ts";

/** How a line would begin something else than a paragraph's text. */
const LINE_STARTS = /^(?:[-+=]|\d{1,9}(?=[.)]))/;

/** Blocks as the Markdown that Teams shows: no headings, tables, rules or pictures. */
export function blocksToMarkdown(blocks: readonly Block[], style: MarkdownStyle): string {
  let markdown = "";
  let before: Block | undefined;
  for (const block of blocks) {
    const text = blockToMarkdown(block, style);
    if (text === "") continue;
    markdown += separator(before, block) + text;
    before = block;
  }
  return markdown;
}

/** Two lists in a row would be read as one without something between them. */
function separator(before: Block | undefined, block: Block): string {
  if (before === undefined) return "";
  return isList(before) && isList(block) ? `\n\n${WORD_JOINER}\n\n` : "\n\n";
}

function isList({ type }: Block): boolean {
  return type === "list" || type === "table";
}

function blockToMarkdown(block: Block, style: MarkdownStyle): string {
  switch (block.type) {
    case "paragraph":
      return textLines(inlinesToMarkdown(block.children, style));
    case "heading": {
      const words = oneLine(block.children, style);
      return words === "" || style.isFlat ? textLines(words) : `**${unstrong(words)}**`;
    }
    case "list":
      return block.items
        .map((item, i) => toItem(block.ordered ? `${block.start + i}. ` : "- ", item, style))
        .join("\n");
    case "table":
      return tableToList(block, style);
    case "code":
      return fenced(plainInlines(block.children));
    case "quote":
      return blocksToMarkdown(block.children, style).replaceAll(/^/gm, "> ");
    case "rule":
      return "";
  }
}

/** Bold within bold would end it. */
function unstrong(markdown: string): string {
  return markdown.replaceAll(/(?<!\\)\*\*/g, "");
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

function toItem(bullet: string, blocks: readonly Block[], style: MarkdownStyle): string {
  const [first] = blocks;
  const isTight = blocks.every(({ type }) => type === "paragraph" || type === "list");
  const pieces = blocks.map((block) => blockToMarkdown(block, style)).filter(Boolean);
  // Something else than text first would be read with the bullet as one thing.
  const inside = [...(first?.type === "paragraph" ? [] : [WORD_JOINER]), ...pieces].join(
    isTight ? "\n" : "\n\n",
  );
  return bullet + inside.replaceAll(/\n(?=[^\n])/g, `\n${" ".repeat(bullet.length)}`);
}

/** A row becomes an item: each cell with its column's name. */
function tableToList(
  { header, rows }: Extract<Block, { type: "table" }>,
  style: MarkdownStyle,
): string {
  const names = header.map((cell) => oneLine(cell, style));
  if (rows.length === 0) return textLines(names.filter(Boolean).join(" · "));
  const items = rows.map((row) =>
    row
      .map((cell, i) => {
        const value = oneLine(cell, style);
        const name = names[i] ?? "";
        return name === "" || value === "" ? value : `${name}: ${value}`;
      })
      .filter(Boolean)
      .join(" · "),
  );
  return items.map((item) => `- ${textLines(item)}`).join("\n");
}

function oneLine(inlines: readonly Inline[], style: MarkdownStyle): string {
  return inlinesToMarkdown(inlines, style)
    .replaceAll(/\s*\n\s*/g, " ")
    .trim();
}

function fenced(code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${escapeCode(code)}\n${fence}`;
}
