import { blocksToMarkdown } from "../../../../answer-words/markdown/blocks-to-markdown.ts";
import { WORD_JOINER } from "../../../../answer-words/markdown/markdown-dialect.ts";
import type { ShownCitation } from "../../../../chat-platform.ts";
import type { Block } from "../../../../web/markdown/blocks.ts";
import { safeHref } from "../../../../web/markdown/blocks.ts";
import { blocksToPlain } from "../../../../web/markdown/blocks-to-plain.ts";
import { parseMarkdown } from "../../../../web/markdown/parse-markdown.ts";
import { readPortions } from "../../../../web/markdown/read-answer-text.ts";
import { type MarkLinks, slackMarkdown } from "./slack-markdown.ts";

/** An answer's text as the Markdown that Slack reads. */
export function textToMarkdown(text: string, citations: readonly ShownCitation[]): string {
  const links = markLinks(citations);
  return readPortions(text, citations)
    .map((blocks) => portionToMarkdown(blocks, links))
    .filter(Boolean)
    .join("\n\n");
}

function portionToMarkdown(blocks: readonly Block[], links: MarkLinks): string {
  const styled = blocksToMarkdown(blocks, slackMarkdown({ links, isFlat: false }));
  // Marks between letters and signs are read by rules of their own: what would not come back as it
  // was is shown without them.
  if (wordsOf(parseMarkdown(styled)) === wordsOf(blocks)) return styled;
  return blocksToMarkdown(blocks, slackMarkdown({ links, isFlat: true }));
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
