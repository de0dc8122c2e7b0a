import { createHash } from "node:crypto";
import { documentKey } from "../../document-key.ts";
import { type DatasetRow, REFUSAL, type RowContext } from "../dataset-row.ts";
import { renumber } from "../rows/mark-sentences.ts";
import type { HoldsAnswer } from "./answers-elsewhere.ts";

/** So many passages beside what answers it, where nobody was shown any. */
const BESIDE = 3;
/** One of so many questions is asked again with passages that do not answer it. */
const UNANSWERABLE_EACH = 4;

/**
 * Rows as they are asked: verified and made-up ones with passages beside the right ones, in any order,
 * and some with nothing but others, where the right answer is to refuse. What holds the answer distracts nobody from it.
 */
export function addDistractors(
  rows: readonly DatasetRow[],
  holdsAnswer: HoldsAnswer,
): DatasetRow[] {
  const pool = [
    ...new Map(rows.flatMap((row) => row.contexts).map((one) => [one.hash, one])).values(),
  ];
  return rows.flatMap((row) => {
    if (row.kind === "unanswerable") return [row];
    const others = pickOthers(row, pool, holdsAnswer);
    const asked = row.kind === "answer" ? row : mixIn(row, others);
    const isAskedAgain =
      others.length > 0 && Number.parseInt(hash(row.id), 16) % UNANSWERABLE_EACH === 0;
    return isAskedAgain ? [asked, unanswerable(row, others)] : [asked];
  });
}

function pickOthers(
  row: DatasetRow,
  pool: readonly RowContext[],
  holdsAnswer: HoldsAnswer,
): RowContext[] {
  const own = new Set([...row.documents, ...row.contexts.map(documentKey)]);
  const ordered = pool
    .filter((one) => !own.has(documentKey(one)))
    .map((one) => ({ one, order: hash(row.id + one.hash) }))
    .toSorted((a, b) => (a.order < b.order ? -1 : 1));
  const picked: RowContext[] = [];
  for (const { one } of ordered) {
    if (picked.length === BESIDE) break;
    if (!holdsAnswer(row, one)) picked.push(one);
  }
  return picked;
}

function mixIn(row: DatasetRow, others: readonly RowContext[]): DatasetRow {
  const order = [...row.contexts, ...others]
    .map((context, at) => ({ context, at, order: hash(`${row.id}${at}`) }))
    .toSorted((a, b) => (a.order < b.order ? -1 : 1));
  const place = (n: number) => order.findIndex(({ at }) => at === n - 1) + 1;
  return {
    ...row,
    contexts: order.map(({ context }) => context),
    gold: row.gold === undefined ? undefined : renumber(row.gold, place),
  };
}

function unanswerable(row: DatasetRow, others: readonly RowContext[]): DatasetRow {
  return {
    ...row,
    ...{ id: `${row.id}-unanswerable`, kind: "unanswerable", contexts: [...others] },
    documents: [...new Set(others.map(documentKey))],
    ...{ answer: undefined, gold: REFUSAL, correction: undefined, reviewed: undefined, voters: [] },
    votes: { up: 0, down: 0, reasons: [], citations: {} },
    provenance: { question: row.provenance.question, contexts: "kb_source", gold: "synthetic" },
  };
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
