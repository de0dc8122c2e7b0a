import { textLines } from "../../../../answer-words/markdown/blocks-to-markdown.ts";
import { textToMarkdown as toMarkdown } from "../../../../answer-words/markdown/inlines-to-markdown.ts";
import type { MarkdownDialect } from "../../../../answer-words/markdown/markdown-dialect.ts";
import type { Block, Inline } from "../../../../web/markdown/blocks.ts";
import { clean, escapeCode, escapeMarkdown } from "../../../cards/escape-markdown.ts";

/** Text of anybody in the middle of a line. */
export function textToMarkdown(text: string): string {
  return toMarkdown(text, { clean, escapeText: escapeMarkdown, escapeCode });
}

/** The Markdown that Teams shows: no headings, tables, rules or pictures. */
export function teamsMarkdown(style: {
  /** Numbers whose `[n]` Teams shows as citations; others are text. */
  cited: ReadonlySet<number>;
  isFlat: boolean;
}): MarkdownDialect {
  const { cited, isFlat } = style;
  return {
    isFlat,
    clean,
    escapeText: escapeMarkdown,
    escapeCode,
    citation: (n) => (cited.has(n) ? `[${n}]` : `\\[${n}\\]`),
    heading: (words) => (words === "" || isFlat ? textLines(words) : `**${unstrong(words)}**`),
    table: tableToList,
    hasTablesAsLists: true,
    rule: "",
  };
}

/** Bold within bold would end it. */
function unstrong(markdown: string): string {
  return markdown.replaceAll(/(?<!\\)\*\*/g, "");
}

/** A row becomes an item: each cell with its column's name. */
function tableToList(
  { header, rows }: Extract<Block, { type: "table" }>,
  cellText: (cell: readonly Inline[]) => string,
): string {
  const names = header.map(cellText);
  if (rows.length === 0) return textLines(names.filter(Boolean).join(" · "));
  const items = rows.map((row) =>
    row
      .map((cell, i) => {
        const value = cellText(cell);
        const name = names[i] ?? "";
        return name === "" || value === "" ? value : `${name}: ${value}`;
      })
      .filter(Boolean)
      .join(" · "),
  );
  return items.map((item) => `- ${textLines(item)}`).join("\n");
}
