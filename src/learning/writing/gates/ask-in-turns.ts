import { allowedAccessIds, EVERYONE } from "../../../access/audience.ts";
import type { AnswerDeps } from "../../../answer/answer-question.ts";
import { askCase } from "../../../evaluation/evaluate-answers.ts";
import type { AnswerCase } from "../../../evaluation/read-dataset.ts";
import type { Writer } from "../../../models/models.ts";
import { knownItems } from "../../gates/known-items.ts";
import { scoreAnswer, type Written } from "./score-answers.ts";

/** What answers now, and what is to answer in its place. */
export interface Sides {
  champion: Writer;
  challenger: Writer;
}

/** Asks both each question, by turns first: a busy machine, or a cold one, makes neither look slow. */
export async function askInTurns(
  cases: readonly AnswerCase[],
  { champion, challenger }: Sides,
  answering: AnswerDeps,
): Promise<[Written[], Written[]]> {
  const written: [Written[], Written[]] = [[], []];
  for (const [at, question] of cases.entries()) {
    const both = [
      [champion, written[0]],
      [challenger, written[1]],
    ] as const;
    for (const [writer, own] of at % 2 === 0 ? both : both.toReversed()) {
      const by = { ...answering, writer, servedWriter: undefined, findVerified: undefined };
      own.push(scoreAnswer({ question, ...(await askCase(question, by)) }));
    }
  }
  return written;
}

/** Questions made by rules from documents of which nothing was taught. */
export async function untaughtCases(
  most: number,
  isTaught: (text: string) => boolean,
  { index, accessLists }: AnswerDeps,
): Promise<AnswerCase[]> {
  const allowed = allowedAccessIds(EVERYONE, await accessLists());
  const cases: AnswerCase[] = [];
  const items = await knownItems(most * 2, new Set(), EVERYONE, { index, accessLists });
  for (const { id, text, positives } of items) {
    const [document] = positives;
    if (document === undefined || cases.length === most) continue;
    const passages = await index.readDocument(document.source, document.documentId, allowed);
    if (isTaught(passages.map((passage) => passage.text).join(" "))) continue;
    const doc_ids = [document.documentId];
    cases.push({ id, question: text, answers: [], doc_ids, answerable: true, history: [] });
  }
  return cases;
}
