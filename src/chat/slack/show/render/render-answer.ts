import type { types } from "@slack/bolt";
import { AMONG_GUESTS, notices, outcomeText } from "../../../answer-words/outcome-text.ts";
import type { ShownAnswer, ShownCitation } from "../../../chat-platform.ts";
import { safeHref } from "../../../web/markdown/blocks.ts";
import { blocksToPlain } from "../../../web/markdown/blocks-to-plain.ts";
import { readAnswerText } from "../../../web/markdown/read-answer-text.ts";
import { answerButtons } from "./answer-buttons.ts";
import { cut, escapeMrkdwn, linkAddress } from "./escape.ts";
import { fitMarkdown } from "./markdown/fit-markdown.ts";
import { textToMarkdown } from "./markdown/text-to-markdown.ts";
import type { Shown } from "./shown.ts";
import { nearestLines, smallPrint, sourceLines } from "./source-lines.ts";

export interface RenderedAnswer {
  /** Of the text, as Slack reads it; 12,000 characters at most. */
  markdown: string;
  /** What stands below it. */
  below: types.KnownBlock[];
  /** For notifications and for who reads without blocks. */
  text: string;
}

const MOST_TEXT = 3_000;
/** Slack takes no more in an update. */
const MOST_ESCAPED = 4_000;
const MOST_NOTICES = 8;

export function renderAnswer(answer: ShownAnswer, shown: Shown): RenderedAnswer {
  const words = outcomeText(answer);
  const citations = answer.citations;
  return {
    markdown: answerMarkdown(words, citations),
    below: [
      ...notices(answer).slice(0, MOST_NOTICES).map(smallPrint),
      ...sourceLines(citations, shown.now, answer.shared?.by),
      ...nearestLines(answer),
      ...(answer.isAmongGuests === true ? [smallPrint(AMONG_GUESTS)] : []),
      ...answerButtons(answer, shown),
    ],
    text: fallbackText(words, citations),
  };
}

/** The text so far or in the end as Slack reads it, within its limits. */
export function answerMarkdown(text: string, citations: readonly ShownCitation[]): string {
  const address = linkAddress(safeHref(citations[0]?.url));
  return fitMarkdown(textToMarkdown(text, citations), address);
}

export function fallbackText(text: string, citations: readonly ShownCitation[]): string {
  const plain = blocksToPlain(readAnswerText(text, citations)).trim();
  const escaped = escapeMrkdwn(cut(plain, MOST_TEXT));
  // Escaping makes it up to five times longer, and what is escaped cannot be cut anywhere.
  const fitting =
    escaped.length <= MOST_ESCAPED ? escaped : escapeMrkdwn(cut(plain, MOST_ESCAPED / 5));
  return fitting || "(no text)";
}

/** The blocks of a whole message. */
export function messageBlocks({ markdown, below }: RenderedAnswer): types.KnownBlock[] {
  return [{ type: "markdown", text: markdown || "(no text)" }, ...below];
}
