import type { ModelDeps } from "../../../answer/with-model/ask-model.ts";
import { suggestWithModel } from "../../../answer/with-model/suggest-with-model.ts";
import { contentStems } from "../../../text/content-stems.ts";
import type { PassageHit } from "../../../vector-index/vector-index.ts";

/** Questions that a passage answers. */
export type SuggestQuestions = (passage: PassageHit) => Promise<string[]>;

const OF_A_PASSAGE = 3;
/** Of what a question asks about, so much has to stand in the sentence that is taken for its answer. */
const LEAST_SHARED = 0.5;

/** Asks the language model, a passage at a time; what it says of no use is left out. */
export function createQuestionSuggester(assistant: ModelDeps): SuggestQuestions {
  const { signal } = new AbortController();
  return (passage) =>
    suggestWithModel([{ ...passage, n: 1, score: 1 }], OF_A_PASSAGE, assistant, signal);
}

/** The sentence that says most of what a question asks about; none where each says too little. */
export function sentenceFor(question: string, sentences: readonly string[]): string | undefined {
  const asked = contentStems(question);
  const shares = sentences.map((text) => {
    const shared = asked.intersection(contentStems(text)).size;
    return { text, share: shared / Math.max(1, asked.size) };
  });
  const best = shares.reduce((a, b) => (b.share > a.share ? b : a), { text: "", share: 0 });
  return best.share >= LEAST_SHARED ? best.text : undefined;
}
