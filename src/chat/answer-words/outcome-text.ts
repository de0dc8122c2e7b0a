import type { ShownAnswer } from "../chat-platform.ts";
import { formatWait } from "./format-age.ts";

const DEFAULT_WAIT_MS = 60_000;
const MOST_LABEL = 75;

/** Whether or not there is more: so it tells nothing. */
export const AMONG_GUESTS =
  "Guests or people from outside are here, so I use only what everybody here may read. “Ask privately” asks for you alone.";

/** What is said in the answer's own place, as Markdown of any origin: its text, or what stands for it. */
export function outcomeText(answer: ShownAnswer): string {
  const { outcome, text, retryAfterMs = DEFAULT_WAIT_MS, choices = [] } = answer;
  if (answer.stopped !== undefined) return text || "Stopped before anything was written.";
  switch (outcome) {
    case "not-found":
      return text || "I found nothing in the documents that answers this.";
    case "clarify": {
      // A button has no room for a long choice.
      const isLong = choices.some((choice) => choice.length > MOST_LABEL);
      const list = isLong ? choices.map((choice, i) => `\n${i + 1}. ${choice}`).join("") : "";
      return `${text || "Which of these do you mean?"}${list && `\n${list}`}`;
    }
    case "busy": {
      const why = text || "Too many questions are waiting at the moment.";
      return `${why} Please ask again in ${formatWait(retryAfterMs)}.`;
    }
    case "failed": {
      const sorry =
        text || "Sorry, something went wrong and I could not answer this. Please ask again.";
      return `${sorry}\n\nTrace id for whoever runs Footnote: \`${answer.traceId}\``;
    }
    default:
      return text || "I have nothing to show here.";
  }
}

/** What has to be known about an answer, one line each. */
export function notices({
  outcome,
  verified,
  shared,
  stopped,
  text,
  warnings = [],
}: ShownAnswer): string[] {
  if (stopped !== undefined) {
    return text === "" ? [] : ["⏹️ Stopped: this is what was written until then."];
  }
  return [
    ...(verified === undefined
      ? []
      : [`✅ Verified by ${verified.by} on ${verified.at.slice(0, 10)}`]),
    ...(shared === undefined
      ? []
      : [`🔓 Shared by ${shared.by}, who was told this alone: not everybody here may open it.`]),
    ...(outcome === "degraded"
      ? ["⚠️ The language model is away: these are passages quoted from the documents."]
      : []),
    ...warnings.map(({ text }) => `⚠️ ${text}`),
  ];
}
