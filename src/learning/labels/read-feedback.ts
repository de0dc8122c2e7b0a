import { createHash } from "node:crypto";
import { type LabelDeps, readLabels } from "../datasets/read-labels.ts";
import type { LabelledQuestion } from "./labelled-question.ts";

/** What votes and verified answers teach of searching, and how many were left out, by why. */
export async function readFeedback(deps: LabelDeps) {
  const { labels, dropped } = await readLabels(deps);
  const used = labels.filter(({ positives }) => positives.length > 0);
  const questions: LabelledQuestion[] = used.map(({ question, positives, voters, ...said }) => ({
    // The same label has the same name in each run, so that the same questions are parted alike.
    id: createHash("sha256")
      .update(JSON.stringify([question, positives]))
      .digest("hex"),
    ...{ text: question, history: [], positives, voters, from: said.from, saidAt: said.saidAt },
  }));
  return { questions, dropped };
}
