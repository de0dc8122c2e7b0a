import type { ShownCitation } from "../../../../chat-platform.ts";
import type { Block } from "../../../../web/markdown/blocks.ts";
import { safeHref } from "../../../../web/markdown/blocks.ts";
import { parseMarkdown } from "../../../../web/markdown/parse-markdown.ts";
import { WORD_JOINER } from "../escape.ts";
import { blocksToMarkdown } from "./blocks-to-markdown.ts";
import { blocksToPlain } from "./blocks-to-plain.ts";
import type { MarkLinks } from "./inlines-to-markdown.ts";

/** As long as the reader takes text as Markdown at all. */
const READABLE = 8_000;

/** An answer's text, read: safe to show, its `[n]` as marks, without links of its own. */
export function readAnswerText(text: string, citations: readonly ShownCitation[]): Block[] {
  return portions(text).flatMap((piece) => readPortion(piece, citations));
}

/** The same as the Markdown that Slack reads. */
export function textToMarkdown(text: string, citations: readonly ShownCitation[]): string {
  const links = markLinks(citations);
  return portions(text)
    .map((piece) => portionToMarkdown(readPortion(piece, citations), links))
    .filter(Boolean)
    .join("\n\n");
}

function readPortion(text: string, citations: readonly ShownCitation[]): Block[] {
  return parseMarkdown(text, { citations: citations.map(({ n }) => n), links: "text" });
}

function portionToMarkdown(blocks: readonly Block[], links: MarkLinks): string {
  const styled = blocksToMarkdown(blocks, { links, isFlat: false });
  // Marks between letters and signs are read by rules of their own: what would not come back as it
  // was is shown without them.
  if (wordsOf(parseMarkdown(styled)) === wordsOf(blocks)) return styled;
  return blocksToMarkdown(blocks, { links, isFlat: true });
}

function markLinks(citations: readonly ShownCitation[]): MarkLinks {
  const links = new Map<number, string>();
  for (const { n, url } of citations) {
    const href = safeHref(url);
    if (href !== undefined) links.set(n, href);
  }
  return links;
}

function wordsOf(blocks: readonly Block[]): string {
  return blocksToPlain(blocks).replaceAll(new RegExp(`[\\s${WORD_JOINER}]+`, "g"), "");
}

/** Cut at empty lines into pieces that are short enough to be read. */
function portions(text: string): string[] {
  const pieces: string[] = [];
  for (const paragraph of text.split(/(?<=\n\s*\n)/)) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + paragraph.length <= READABLE) {
      pieces[pieces.length - 1] = last + paragraph;
    } else pieces.push(paragraph);
  }
  return pieces;
}
