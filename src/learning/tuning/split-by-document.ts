import { createHash } from "node:crypto";
import { contentTerms } from "../../text/content-terms.ts";
import { connectedGroups } from "../connected-groups.ts";
import { documentKey } from "../document-key.ts";
import type { LabelledQuestion } from "./labelled-question.ts";

export interface Split<T> {
  train: T[];
  /** What the tuning may look at to choose. */
  dev: T[];
  /** What only the gate looks at. */
  test: T[];
}

const TRAIN_SHARE = 0.5;
const DEV_SHARE = 0.2;

/**
 * Parts questions so that neither a question nor a document of one part is in another: what shares a
 * document or its words goes together. The same questions are parted alike each time.
 */
export function splitByDocument<T extends LabelledQuestion>(questions: readonly T[]): Split<T> {
  const groups = groupsOf(questions).map((members) => ({
    members,
    order: digest(members.map(({ id }) => id).sort()[0] ?? ""),
  }));
  groups.sort((a, b) => (a.order < b.order ? -1 : 1));
  const split: Split<T> = { train: [], dev: [], test: [] };
  for (const { members } of groups) {
    // Whichever part lacks most of its share is next.
    const lacks = (part: T[], share: number) => share - part.length / questions.length;
    const wanting = [
      { part: split.train, lack: lacks(split.train, TRAIN_SHARE) },
      { part: split.dev, lack: lacks(split.dev, DEV_SHARE) },
      { part: split.test, lack: lacks(split.test, 1 - TRAIN_SHARE - DEV_SHARE) },
    ].sort((a, b) => b.lack - a.lack);
    wanting[0]?.part.push(...members);
  }
  return split;
}

/** Questions that hang together by shared documents or equal words. */
export function groupsOf<T extends LabelledQuestion>(questions: readonly T[]): T[][] {
  return connectedGroups(questions, ({ positives, text }) => [
    ...positives.map(documentKey),
    wordsOf(text),
  ]);
}

/** Equal for questions that differ in order, case and small words alone. */
export function wordsOf(text: string): string {
  return `words:${[...new Set(contentTerms(text))].sort().join(" ") || text.trim().toLowerCase()}`;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
