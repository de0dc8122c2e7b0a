import { declinesToAnswer } from "../../answer/support/answer-features.ts";
import { stripMarks } from "../../text/citation-marks.ts";
import { plainText, splitSentences } from "../../text/split-sentences.ts";
import { average } from "../ranking-metrics.ts";

/** Whether passages say what a sentence says: 1 or 0, or anything between. */
export type CheckSentence = (sentence: string, passages: string[]) => Promise<number>;

/**
 * Share of an answer's sentences that a model finds in the passages. A sentence that says that they
 * lack something counts as found, for no passage says so of itself.
 */
export async function rateWithModel(
  answer: string,
  passages: string[],
  checkSentence: CheckSentence,
): Promise<number> {
  const sentences = splitSentences(stripMarks(answer)).filter(({ kind }) => kind !== "heading");
  const checks = sentences.map(async ({ text }) => {
    if (declinesToAnswer(text)) return 1;
    return passages.length === 0 ? 0 : checkSentence(plainText(text), passages);
  });
  return average(await Promise.all(checks));
}
