import type { WriteRequest, Writer } from "../models.ts";
import { selectSentences } from "./select-sentences.ts";

/** Answers with sentences of the passages, word for word, each with its `[n]`; needs no network. */
export const extractiveWriter: Writer = {
  id: "local/extractive",
  promptVersion: "none",
  promptTexts: [],
  quotes: true,
  // More of them added no accepted answers on the measured sets.
  maxPassages: 6,
  maxPassageTokens: Number.POSITIVE_INFINITY,
  write,
};

async function* write(request: WriteRequest, signal: AbortSignal): AsyncIterable<string> {
  const { question, passages, termWeight } = request;
  for (const { text, n } of selectSentences(question, passages, termWeight)) {
    signal.throwIfAborted();
    // A mark behind a code block's closing fence would keep it from closing.
    yield text.endsWith("```") ? `${text}\n[${n}]\n` : `${text} [${n}]\n`;
  }
}
