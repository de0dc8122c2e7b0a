import type { Block, Inline } from "../../web/markdown/blocks.ts";

/** How a chat wants its Markdown; what stands in it is data. */
export interface MarkdownDialect {
  /** Without bold, italic and struck text, where their marks would not be read as meant. */
  isFlat: boolean;
  /** Text without what the chat would not show: what hides in an address makes it none before. */
  clean(text: string): string;
  /** Text as it may stand in the middle of a line. */
  escapeText(text: string): string;
  /** The same for code, in which nothing can be escaped. */
  escapeCode(text: string): string;
  citation(n: number): string;
  heading(words: string): string;
  /** `cell` gives a cell's words in one line. */
  table(
    table: Extract<Block, { type: "table" }>,
    cell: (inlines: readonly Inline[]) => string,
  ): string;
  /** Whether tables come out as lists. */
  hasTablesAsLists: boolean;
  rule: string;
}

/** Shown as nothing, it keeps a chat from reading the characters around it as something. */
export const WORD_JOINER = "\u2060";
