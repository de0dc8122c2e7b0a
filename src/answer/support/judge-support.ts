import type { Writer } from "../../models/models.ts";
import { guessLanguage } from "../../text/guess-language.ts";
import { numbered, type Support } from "../draft/draft-run.ts";
import type { Retrieval, RetrievedPassage } from "../retrieval/retrieve-passages.ts";
import { termWeight } from "../term-weight.ts";
import { judgeAnswerability } from "./judge-answerability.ts";
import { answerThreshold, isCalibrated } from "./thresholds.ts";

/** How likely the passages answer the question, held against this embedder's and writer's threshold. */
export function judgeSupport(
  question: string,
  passages: readonly RetrievedPassage[],
  sentences: readonly { text: string }[],
  retrieval: Pick<Retrieval, "embedderId" | "statistics" | "refusal">,
  writer: Pick<Writer, "id" | "quotes">,
): Support {
  const knowsCosines = isCalibrated(retrieval.embedderId);
  const judged = judgeAnswerability({
    question,
    passages: numbered(passages).map((passage) =>
      knowsCosines ? passage : { ...passage, vector: undefined },
    ),
    selected: sentences,
    weights: termWeight(retrieval.statistics),
  });
  const threshold = answerThreshold(retrieval.embedderId, writer.id, retrieval.refusal);
  // The words of a question tell nothing of passages in another language.
  const isForeign = !isSameLanguage(question, passages[0]?.text ?? "");
  return { ...judged, threshold: isForeign && !writer.quotes ? 0 : threshold };
}

function isSameLanguage(question: string, text: string): boolean {
  const [asked, written] = [guessLanguage(question), guessLanguage(text)];
  return asked === written || asked === "unknown" || written === "unknown";
}
