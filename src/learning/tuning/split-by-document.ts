import { createHash } from "node:crypto";
import { contentTerms } from "../../text/content-terms.ts";
import { keyOf, type LabelledQuestion } from "./labelled-question.ts";

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
  const groups = [...groupsOf(questions).values()].map((members) => ({
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

/** Which questions hang together by shared documents or equal words, by the name of their group. */
export function groupsOf<T extends LabelledQuestion>(questions: readonly T[]): Map<string, T[]> {
  const parents = new Map<string, string>();
  const root = (name: string): string => {
    let at = name;
    for (let parent = parents.get(at); parent !== undefined && parent !== at; ) {
      at = parent;
      parent = parents.get(at);
    }
    parents.set(name, at);
    return at;
  };
  const namesOf = (question: T) => [...question.positives.map(keyOf), wordsOf(question.text)];
  for (const question of questions) {
    const [first, ...others] = namesOf(question).map(root);
    for (const other of others) if (first !== undefined) parents.set(other, first);
  }
  return Map.groupBy(questions, (question) => root(namesOf(question)[0] ?? ""));
}

/** Equal for questions that differ in order, case and small words alone. */
export function wordsOf(text: string): string {
  return `words:${[...new Set(contentTerms(text))].sort().join(" ") || text.trim().toLowerCase()}`;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
