import { blocksToMarkdown } from "../../../../answer-words/markdown/blocks-to-markdown.ts";
import { WORD_JOINER } from "../../../../answer-words/markdown/markdown-dialect.ts";
import type { ShownCitation } from "../../../../chat-platform.ts";
import type { Block, Inline } from "../../../../web/markdown/blocks.ts";
import { blocksToPlain } from "../../../../web/markdown/blocks-to-plain.ts";
import { parseMarkdown } from "../../../../web/markdown/parse-markdown.ts";
import { readPortions } from "../../../../web/markdown/read-answer-text.ts";
import { teamsMarkdown } from "./teams-markdown.ts";

export interface AnswerMarkdown {
  text: string;
  /** Numbers whose `[n]` stand in it as citations, in their order. */
  cited: number[];
}

/** Citations that Teams takes in one message. */
const MOST_CITED = 10;
/** As it stands in JSON: with a card it has to fit into one message. */
const MOST_BYTES = 12_000;
const CUT_SHORT = "\n\n*This answer is longer than Teams shows. Its rest is in the sources below.*";

/** An answer's text, so far or in the end, as Teams reads it. */
export function answerMarkdown(
  answer: string,
  citations: readonly ShownCitation[],
): AnswerMarkdown {
  const portions = readPortions(answer, citations);
  const used = [...new Set(portions.flat().flatMap(citedInBlock))].slice(0, MOST_CITED);
  const cited = new Set(used);
  const markdown = portions
    .map((blocks) => portionToMarkdown(blocks, cited))
    .filter(Boolean)
    .join("\n\n");
  if (bytesOf(markdown) <= MOST_BYTES) return { text: markdown, cited: used };
  const text = cutShort(markdown);
  return { text, cited: used.filter((n) => text.includes(`[${n}]`)) };
}

function portionToMarkdown(blocks: readonly Block[], cited: ReadonlySet<number>): string {
  const styled = blocksToMarkdown(blocks, teamsMarkdown({ cited, isFlat: false }));
  // Marks between letters and signs are read by rules of their own: what would not come back as it
  // was is shown without them.
  const flat = blocksToMarkdown(blocks, teamsMarkdown({ cited, isFlat: true }));
  return readBack(styled) === readBack(flat) ? styled : flat;
}

function readBack(markdown: string): string {
  return blocksToPlain(parseMarkdown(markdown)).replaceAll(
    new RegExp(`[\\s${WORD_JOINER}]+`, "g"),
    "",
  );
}

function citedInBlock(block: Block): number[] {
  switch (block.type) {
    case "paragraph":
    case "heading":
      return block.children.flatMap(citedInInline);
    case "list":
      return block.items.flat().flatMap(citedInBlock);
    case "table":
      return [block.header, ...block.rows].flat(2).flatMap(citedInInline);
    case "quote":
      return block.children.flatMap(citedInBlock);
    case "code":
    case "rule":
      return [];
  }
}

function citedInInline(inline: Inline): number[] {
  if (inline.type === "citation") return [inline.n];
  // In code it is text.
  if (inline.type === "code" || !("children" in inline)) return [];
  return inline.children.flatMap(citedInInline);
}

/** Ends between paragraphs, or between lines where one paragraph is too long. */
function cutShort(markdown: string): string {
  let most = markdown.length;
  while (bytesOf(markdown.slice(0, most)) > MOST_BYTES - CUT_SHORT.length) {
    most = Math.floor(most * 0.9);
  }
  const start = markdown.slice(0, most).replace(/[\uD800-\uDBFF]$/, "");
  const end = [start.lastIndexOf("\n\n"), start.lastIndexOf("\n")].find((at) => at > most / 2);
  // Not within an escape: at the last space.
  const lastSpace = start.lastIndexOf(" ");
  const kept = start.slice(0, end ?? (lastSpace > 0 ? lastSpace : start.length));
  return closeFence(kept.replace(/\\+$/, "")) + CUT_SHORT;
}

function closeFence(markdown: string): string {
  let open: string | undefined;
  for (const [, fence = ""] of markdown.matchAll(/^(?:> )*\s*(`{3,})/gm)) {
    if (open === undefined) open = fence;
    else if (fence.length >= open.length) open = undefined;
  }
  return open === undefined ? markdown : `${markdown}\n${open}`;
}

function bytesOf(text: string): number {
  return Buffer.byteLength(JSON.stringify(text));
}
