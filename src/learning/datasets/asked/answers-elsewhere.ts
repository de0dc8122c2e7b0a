import { contentStems } from "../../../text/content-stems.ts";
import { documentKey } from "../../document-key.ts";
import {
  type DatasetRow,
  type Dropped,
  namedContexts,
  REFUSAL,
  type RowContext,
} from "../dataset-row.ts";
import { markSentences } from "../rows/mark-sentences.ts";
import { nearDuplicates } from "../split/near-duplicates.ts";

/** Whether a passage holds a right answer to a row's question, by what any row says of that question. */
export type HoldsAnswer = (row: DatasetRow, passage: RowContext) => boolean;

const ANSWERED = "a question that nothing was to answer: a passage that is shown answers it";

/** What people said is right: a verified or corrected answer, a liked one, or the sentence a question was made of. */
interface RightAnswer {
  text: string;
  /** Passages that it names. */
  named: RowContext[];
  /** Where it names none: documents that somebody said it rests on. */
  documents: string[];
}

export function createAnswerFinder(rows: readonly DatasetRow[]): HoldsAnswer {
  const answers = new Map<string, RightAnswer[]>();
  const know = (row: DatasetRow, from: DatasetRow) => {
    const right = rightAnswerOf(from);
    if (right !== undefined) answers.set(row.id, [...(answers.get(row.id) ?? []), right]);
  };
  for (const row of rows) know(row, row);
  for (const [a, b] of nearDuplicates(rows.map(({ standAlone }) => standAlone))) {
    const [one, other] = [rows[a], rows[b]];
    if (one === undefined || other === undefined || !asksTheSame(one, other)) continue;
    know(one, other);
    know(other, one);
  }
  return ({ id }, passage) => (answers.get(id) ?? []).some((right) => isHeldBy(passage, right));
}

/**
 * Leaves out what was not to be answered though a passage answers it; `shown`: all that it may be answered from, where
 * that is more than the row's own passages.
 */
export function leaveOutAnswered(
  rows: readonly DatasetRow[],
  holds: HoldsAnswer,
  dropped: Dropped,
  shown?: readonly RowContext[],
): DatasetRow[] {
  return rows.filter((row) => {
    const isAnswered = isToRefuse(row) && (shown ?? row.contexts).some((one) => holds(row, one));
    if (isAnswered) dropped.add(ANSWERED);
    return !isAnswered;
  });
}

/** One of two nearly equal questions says more, not something else: winter's timetable is not summer's. */
function asksTheSame(one: DatasetRow, other: DatasetRow): boolean {
  const [a, b] = [contentStems(one.standAlone), contentStems(other.standAlone)];
  return a.isSubsetOf(b) || b.isSubsetOf(a);
}

/** What found nothing and was corrected to an answer is not meant to be refused, though no passage of then says it. */
function isToRefuse({ kind, correction = REFUSAL }: DatasetRow): boolean {
  return kind === "unanswerable" && correction === REFUSAL;
}

function rightAnswerOf(row: DatasetRow): RightAnswer | undefined {
  const { gold, correction, answer, votes, documents } = row;
  const text = gold ?? correction ?? (votes.up > votes.down ? answer : undefined);
  if (text === undefined || text === REFUSAL) return undefined;
  // What has no words is in every passage.
  if (contentStems(text).size === 0) return undefined;
  const named = namedContexts(text, row);
  return { text, named, documents: named.length === 0 ? documents : [] };
}

function isHeldBy(passage: RowContext, { text, named, documents }: RightAnswer): boolean {
  const hashes = passage.hash.split("+");
  const isNamed = named.some((one) => one.hash.split("+").some((hash) => hashes.includes(hash)));
  return (
    isNamed ||
    documents.includes(documentKey(passage)) ||
    markSentences(text, [passage]) !== undefined
  );
}
