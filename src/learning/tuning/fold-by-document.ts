import { createHash } from "node:crypto";
import { contentTerms } from "../../text/content-terms.ts";
import { connectedGroups } from "../connected-groups.ts";
import { documentKey } from "../document-key.ts";
import type { LabelledQuestion } from "../labels/labelled-question.ts";

/** Each is judged by what was learned from three others and chosen by the fourth. */
export const FOLDS = 5;

/**
 * Parts questions so that neither a question nor a document of one fold is in another. A question goes where its first
 * document goes: were it to go with all of them, a few wrong votes would tie everything together. Those of its documents
 * that are in other folds are then neither right nor wrong. The same questions are parted alike each time.
 */
export function foldByDocument(questions: readonly LabelledQuestion[]): LabelledQuestion[][] {
  const groups = groupsOf(questions).map((unsorted) => {
    const members = unsorted.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    return { members, order: digest(members[0]?.id ?? "") };
  });
  groups.sort((a, b) => (a.order < b.order ? -1 : 1));
  const folds = Array.from({ length: FOLDS }, (): LabelledQuestion[] => []);
  for (const { members } of groups) {
    const smallest = folds.reduce((a, b) => (b.length < a.length ? b : a));
    smallest.push(...members);
  }
  const foldOf = foldsOfDocuments(folds);
  return folds.map((members, fold) => members.map((question) => keepTo(fold, question, foldOf)));
}

/** First documents before all others: those had a say in where their questions went. */
function foldsOfDocuments(folds: readonly (readonly LabelledQuestion[])[]): Map<string, number> {
  const named = folds.flatMap((members, fold) =>
    members.flatMap(({ positives }) =>
      positives.map((key, at) => ({ key: documentKey(key), fold, isFirst: at === 0 })),
    ),
  );
  const foldOf = new Map<string, number>();
  for (const { key, fold } of [
    ...named.filter(({ isFirst }) => isFirst),
    ...named.filter(({ isFirst }) => !isFirst),
  ]) {
    if (!foldOf.has(key)) foldOf.set(key, fold);
  }
  return foldOf;
}

function keepTo(
  fold: number,
  question: LabelledQuestion,
  foldOf: ReadonlyMap<string, number>,
): LabelledQuestion {
  const { own = [], others = [] } = Object.groupBy(question.positives, (key) =>
    foldOf.get(documentKey(key)) === fold ? "own" : "others",
  );
  return { ...question, positives: own, beside: [...(question.beside ?? []), ...others] };
}

/** Questions that hang together by the document that answers them first, or by equal words. */
export function groupsOf<T extends LabelledQuestion>(questions: readonly T[]): T[][] {
  return connectedGroups(questions, ({ positives, text }) => [
    ...positives.slice(0, 1).map(documentKey),
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
