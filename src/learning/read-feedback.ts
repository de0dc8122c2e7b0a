import { createHash } from "node:crypto";
import { type LabelDeps, readLabels } from "./datasets/read-labels.ts";
import type { LabelledQuestion } from "./tuning/labelled-question.ts";

/** What votes and verified answers teach of searching, from which of them, and how many were left out, by why. */
export async function readFeedback(deps: LabelDeps) {
  const { labels, dropped } = await readLabels(deps);
  const used = labels.filter(({ positives }) => positives.length > 0);
  const from = {
    answers: used.flatMap((one) => ("answer" in one.from ? one.from.answer : [])),
    verified: used.flatMap((one) => ("verified" in one.from ? one.from.verified : [])),
  };
  const questions: LabelledQuestion[] = used.map(({ question, positives, voters }) => ({
    // The same label has the same name in each run, so that the same questions are parted alike.
    id: createHash("sha256")
      .update(JSON.stringify([question, positives]))
      .digest("hex"),
    ...{ text: question, history: [], positives, voters },
  }));
  return { questions, from, dropped };
}
