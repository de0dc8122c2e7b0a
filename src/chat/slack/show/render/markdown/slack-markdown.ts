import {
  type MarkdownDialect,
  WORD_JOINER,
} from "../../../../answer-words/markdown/markdown-dialect.ts";
import { disarm, escapeMarkdown, linkAddress, sendable } from "../escape.ts";

/** Where each citation's mark leads; a mark without an address is text. */
export type MarkLinks = ReadonlyMap<number, string>;

/** The Markdown that Slack reads. */
export function slackMarkdown({
  links,
  isFlat,
}: {
  links: MarkLinks;
  isFlat: boolean;
}): MarkdownDialect {
  return {
    isFlat,
    clean: sendable,
    escapeText: escapeMarkdown,
    escapeCode: disarm,
    citation(n) {
      const address = linkAddress(links.get(n));
      return address === undefined ? `\\[${n}\\]` : `[[${n}]](${address})`;
    },
    heading: (words) => `### ${words || WORD_JOINER}`,
    table({ header, rows }, cell) {
      // A bar ends the cell even within code; elsewhere it is escaped already.
      const text = (words: string) => words.replaceAll(/(?<!\\)\|/g, "\\|");
      const line = (cells: typeof header) =>
        `| ${header.map((_, i) => text(cell(cells[i] ?? []))).join(" | ")} |`;
      const rule = `|${header.map(() => " --- |").join("")}`;
      return [line(header), rule, ...rows.map(line)].join("\n");
    },
    hasTablesAsLists: false,
    rule: "---",
  };
}
