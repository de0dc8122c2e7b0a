import { AMONG_GUESTS, notices, outcomeText } from "../../../answer-words/outcome-text.ts";
import type { ShownAnswer } from "../../../chat-platform.ts";
import { adaptiveCard, type CardElement } from "../../cards/elements.ts";
import type { OutgoingActivity, TeamsEntity } from "../../connect/teams-connector.ts";
import { answerButtons, isVotedOn } from "./answer-buttons.ts";
import { answerMarkdown } from "./markdown/answer-markdown.ts";
import { textToMarkdown } from "./markdown/teams-markdown.ts";
import { messageEntity } from "./message-entity.ts";
import type { Shown } from "./shown.ts";
import { nearestLines, smallPrint, sourceLines, sourcesMarkdown } from "./source-lines.ts";

/**
 * Teams makes two messages of one that has both text and a card, and then says the id of neither: so
 * they are sent one after the other. Each in several versions, the largest first.
 */
export interface RenderedAnswer {
  text: OutgoingActivity[];
  /** Sources and what may be pressed; empty where there is nothing to add. */
  card: OutgoingActivity[];
}

interface Extent {
  sources: number;
  notices: number;
  hasReports: boolean;
}

const WHOLE: Extent = { sources: 15, notices: 8, hasReports: true };
const SHORT: Extent = { sources: 5, notices: 3, hasReports: false };
const SOURCES_IN_TEXT = 5;

export function renderAnswer(answer: ShownAnswer, shown: Shown): RenderedAnswer {
  const { text, cited } = answerMarkdown(outcomeText(answer), answer.citations);
  const words = [shown.intro, text].filter(Boolean).join("\n\n") || "–";
  const message = (about: TeamsEntity | undefined): OutgoingActivity => ({
    ...markdown(words),
    ...(about === undefined ? {} : { entities: [about] }),
    ...(isVotedOn(answer) ? { channelData: feedback(shown) } : {}),
  });
  return {
    text: [message(messageEntity(answer, cited)), message(messageEntity(answer, []))],
    card: cardVersions(answer, shown),
  };
}

/** The text so far, as it streams. */
export function renderGrowing(
  text: string,
  citations: ShownAnswer["citations"],
): Pick<OutgoingActivity, "text" | "textFormat"> {
  return { text: answerMarkdown(text, citations).text, textFormat: "markdown" };
}

/** A card, a shorter one, and what it says as text where Teams takes neither. */
function cardVersions(answer: ShownAnswer, shown: Shown): OutgoingActivity[] {
  const cards = [WHOLE, SHORT].map((extent) => bodyOf(answer, shown, extent));
  const said = notices(answer).slice(0, SHORT.notices).map(textToMarkdown);
  const sources = sourcesMarkdown(answer, shown.now, SOURCES_IN_TEXT);
  const bare = [...said, sources].filter(Boolean).join("\n\n");
  return [
    ...cards
      .filter((body) => body.length > 0)
      .map((body): OutgoingActivity => ({ type: "message", attachments: [adaptiveCard(body)] })),
    ...(bare === "" ? [] : [markdown(bare)]),
  ];
}

function bodyOf(answer: ShownAnswer, shown: Shown, extent: Extent): CardElement[] {
  return [
    ...notices(answer).slice(0, extent.notices).map(smallPrint),
    ...sourceLines(answer, shown.now, extent.sources),
    ...nearestLines(answer),
    ...(answer.isAmongGuests === true ? [smallPrint(AMONG_GUESTS)] : []),
    ...answerButtons(answer, shown, extent),
  ];
}

function markdown(text: string): OutgoingActivity {
  return { type: "message", text, textFormat: "markdown" };
}

/** Teams' thumbs below a message; the playground knows no form of our own. */
function feedback({ isPlayground }: Shown): Record<string, unknown> {
  return { feedbackLoop: { type: isPlayground ? "default" : "custom" } };
}
