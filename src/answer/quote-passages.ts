import { splitSentences } from "../text/split-sentences.ts";
import type { RetrievedPassage } from "./retrieval/retrieve-passages.ts";

const MAX_QUOTED = 3;
const SENTENCES_EACH = 2;

/** A draft without a writer: the first sentences of the best passages, each cited. */
export function quotePassages(passages: RetrievedPassage[]): string {
  return passages
    .slice(0, MAX_QUOTED)
    .flatMap((passage, at) =>
      splitSentences(passage.text)
        .filter((sentence) => sentence.kind !== "heading")
        .slice(0, SENTENCES_EACH)
        .map((sentence) => `${sentence.text} [${at + 1}]`),
    )
    .join("\n");
}
