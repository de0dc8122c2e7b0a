import { containsSentence } from "../text/split-sentences.ts";
import type { SupportedSentence } from "./cite.ts";
import type { RetrievedPassage } from "./retrieval/retrieve-passages.ts";
import type { DraftSentence } from "./split-draft.ts";

export interface CheckedDraft {
  supported: SupportedSentence[];
  dropped: { text: string; reason: string }[];
}

/** Keeps the sentences whose cited passages exist and contain them; passages are cited from 1. */
export function checkSupport(draft: DraftSentence[], passages: RetrievedPassage[]): CheckedDraft {
  const checked: CheckedDraft = { supported: [], dropped: [] };
  for (const sentence of draft) {
    const cited = sentence.citations.map((n) => passages[n - 1]);
    const containing = cited
      .filter((passage) => passage !== undefined)
      .filter((passage) => containsSentence(passage.text, sentence.text));
    if (containing.length > 0) {
      checked.supported.push({ text: sentence.text, passages: [...new Set(containing)] });
    } else {
      checked.dropped.push({ text: sentence.text, reason: reasonFor(sentence, cited) });
    }
  }
  return checked;
}

function reasonFor(sentence: DraftSentence, cited: (RetrievedPassage | undefined)[]): string {
  if (sentence.citations.length === 0) return "It cites nothing.";
  if (cited.every((passage) => passage === undefined))
    return "It cites a passage that was not retrieved.";
  return "The cited passage does not contain it.";
}
