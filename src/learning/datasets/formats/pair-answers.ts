import { tokenize } from "../../../text/tokenize.ts";
import type { DatasetRow } from "../dataset-row.ts";
import { renumber } from "../rows/mark-sentences.ts";

/** A liked answer of a question and a disliked one that was written from the same passages. */
export interface AnswerPair {
  liked: DatasetRow;
  disliked: DatasetRow;
  chosen: string;
  /** With the numbers that the passages have where the liked one was given. */
  rejected: string;
}

/**
 * Each disliked answer beside the one that most like, of the same question in whatever case and order of marks. From other
 * passages another answer may be right, so those are no pair; `unpaired` counts them.
 */
export function pairAnswers(rows: readonly DatasetRow[]): {
  pairs: AnswerPair[];
  unpaired: number;
} {
  const asked = Map.groupBy(rows, ({ standAlone }) => tokenize(standAlone).join(" "));
  const pairs: AnswerPair[] = [];
  let unpaired = 0;
  for (const group of asked.values()) {
    const liked = group.filter((row) => row.answer !== undefined && likes(row) > 0);
    const best = liked.toSorted((a, b) => likes(b) - likes(a) || (a.id < b.id ? -1 : 1));
    // Those that somebody corrected stand beside the correction.
    const bad = group.filter((row) => row.gold === undefined && likes(row) < 0);
    for (const disliked of best.length === 0 ? [] : bad) {
      const pair = best.map((one) => pairOf(one, disliked)).find((made) => made !== undefined);
      if (pair === undefined) unpaired += 1;
      else pairs.push(pair);
    }
  }
  return { pairs, unpaired };
}

function pairOf(liked: DatasetRow, disliked: DatasetRow): AnswerPair | undefined {
  const places = new Map(liked.contexts.map(({ hash }, at) => [hash, at + 1]));
  const shown = disliked.contexts.map(({ hash }) => places.get(hash));
  const isSame = shown.length === places.size && shown.every((place) => place !== undefined);
  const chosen = liked.gold ?? liked.answer;
  const rejected = renumber(disliked.answer ?? "", (n) => shown[n - 1]);
  if (!isSame || !chosen || !rejected || chosen === rejected) return undefined;
  return { liked, disliked, chosen, rejected };
}

function likes({ votes }: DatasetRow): number {
  return votes.up - votes.down;
}
