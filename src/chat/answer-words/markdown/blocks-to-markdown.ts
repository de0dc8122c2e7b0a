import type { Block, Inline } from "../../web/markdown/blocks.ts";
import { plainInlines } from "../../web/markdown/blocks-to-plain.ts";
import { inlinesToMarkdown } from "./inlines-to-markdown.ts";
import { type MarkdownDialect, WORD_JOINER } from "./markdown-dialect.ts";

/** How a line would begin something else than a paragraph's text. */
const LINE_STARTS = /^(?:[-+=]|\d{1,9}(?=[.)]))/;

/** Blocks as the Markdown that a chat reads; each character of a text stands for itself. */
export function blocksToMarkdown(blocks: readonly Block[], dialect: MarkdownDialect): string {
  let markdown = "";
  let before: Block | undefined;
  for (const block of blocks) {
    const text = blockToMarkdown(block, dialect);
    if (text === "") continue;
    markdown += separator(before, block, dialect) + text;
    before = block;
  }
  return markdown;
}

/** Two lists in a row would be read as one without something between them. */
function separator(before: Block | undefined, block: Block, dialect: MarkdownDialect): string {
  if (before === undefined) return "";
  const isList = ({ type }: Block) =>
    type === "list" || (type === "table" && dialect.hasTablesAsLists);
  return isList(before) && isList(block) ? `\n\n${WORD_JOINER}\n\n` : "\n\n";
}

function blockToMarkdown(block: Block, dialect: MarkdownDialect): string {
  switch (block.type) {
    case "paragraph":
      return textLines(inlinesToMarkdown(block.children, dialect));
    case "heading":
      return dialect.heading(oneLine(block.children, dialect));
    case "list":
      return block.items
        .map((item, i) => toItem(block.ordered ? `${block.start + i}. ` : "- ", item, dialect))
        .join("\n");
    case "table":
      return dialect.table(block, (cell) => oneLine(cell, dialect));
    case "code":
      return fenced(plainInlines(block.children), dialect);
    case "quote":
      return blocksToMarkdown(block.children, dialect).replaceAll(/^/gm, "> ");
    case "rule":
      return dialect.rule;
  }
}

/** Lines of a paragraph, none of which begins anything else. */
export function textLines(markdown: string): string {
  const lines = markdown.split("\n").map((line) => {
    const text = line.trimStart();
    // An ordered item's number is escaped behind it, everything else before.
    return text.replace(LINE_STARTS, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
  });
  // An empty line would end the paragraph, and with it a style that goes on.
  return lines.filter((line) => line.trim() !== "").join("\n");
}

function toItem(bullet: string, blocks: readonly Block[], dialect: MarkdownDialect): string {
  const [first] = blocks;
  const isTight = blocks.every(({ type }) => type === "paragraph" || type === "list");
  const pieces = blocks.map((block) => blockToMarkdown(block, dialect)).filter(Boolean);
  // Something else than text first would be read with the bullet as one thing: a rule, a heading.
  const inside = [...(first?.type === "paragraph" ? [] : [WORD_JOINER]), ...pieces].join(
    isTight ? "\n" : "\n\n",
  );
  return bullet + inside.replaceAll(/\n(?=[^\n])/g, `\n${" ".repeat(bullet.length)}`);
}

function oneLine(inlines: readonly Inline[], dialect: MarkdownDialect): string {
  return inlinesToMarkdown(inlines, dialect)
    .replaceAll(/\s*\n\s*/g, " ")
    .trim();
}

function fenced(code: string, { escapeCode }: MarkdownDialect): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${escapeCode(code)}\n${fence}`;
}
