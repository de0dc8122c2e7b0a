import { containsSentence } from "../../text/split-sentences.ts";
import type { Mask } from "../../text/trust/create-mask.ts";
import { findInstruction } from "../../text/trust/find-instruction.ts";
import { withoutInvisible } from "../../text/trust/reveal-text.ts";
import type { RetrievedPassage } from "../retrieval/retrieve-passages.ts";
import type { SupportedSentence } from "./cite.ts";
import type { DraftSentence } from "./split-draft.ts";

export interface CheckedDraft {
  supported: SupportedSentence[];
  dropped: { text: string; reason: string }[];
}

/**
 * Keeps the quotes whose cited passages exist and contain them, in what of them may be quoted;
 * passages are cited from 1.
 */
export function checkQuotes(
  draft: DraftSentence[],
  passages: RetrievedPassage[],
  mask: Mask,
): CheckedDraft {
  const checked: CheckedDraft = { supported: [], dropped: [] };
  for (const sentence of draft) {
    const cited = sentence.citations.map((n) => passages[n - 1]);
    const containing = cited
      .filter((passage) => passage !== undefined)
      .filter((passage) => containsSentence(mask(passage.text), sentence.text));
    const instruction = findInstruction(withoutInvisible(sentence.text));
    if (containing.length > 0 && instruction === undefined) {
      checked.supported.push({ text: sentence.text, passages: [...new Set(containing)] });
    } else {
      const reason = instruction ?? reasonFor(sentence, cited);
      checked.dropped.push({ text: sentence.text, reason });
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
