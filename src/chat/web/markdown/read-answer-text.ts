import type { ShownCitation } from "../../chat-platform.ts";
import type { Block } from "./blocks.ts";
import { parseMarkdown } from "./parse-markdown.ts";

/** As long as the reader takes text as Markdown at all. */
const READABLE = 8_000;

/** An answer's text, read: safe to show, its `[n]` as marks, without links of its own. */
export function readAnswerText(text: string, citations: readonly ShownCitation[]): Block[] {
  return readPortions(text, citations).flat();
}

/** The same in pieces that were each short enough to be read. */
export function readPortions(text: string, citations: readonly ShownCitation[]): Block[][] {
  const numbers = citations.map(({ n }) => n);
  return portions(text).map((piece) => parseMarkdown(piece, { citations: numbers, links: "text" }));
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
