import { seededRandom } from "../../bootstrap.ts";

export interface Labelled {
  task: string;
  faithful: boolean;
}

export interface Folding {
  folds: number;
  seed: number;
}

/** Scores each row by a model fitted on the folds that hold none of its task, in the rows' order. */
export function crossValidate<T extends Labelled>(
  rows: readonly T[],
  folding: Folding,
  fit: (rows: T[]) => (row: T) => number,
): number[] {
  const foldOf = dealOut(rows, folding);
  const scorers = Array.from({ length: folding.folds }, (_, fold) =>
    fit(rows.filter((row) => foldOf.get(row.task) !== fold)),
  );
  return rows.map((row) => scorers[foldOf.get(row.task) ?? 0]?.(row) ?? 0);
}

/**
 * Shuffles the tasks and deals them out whole, those with equally many bad answers in turn: where
 * folds differ in their share of bad answers, models differ in level and pooled scores suffer.
 */
function dealOut(rows: readonly Labelled[], { folds, seed }: Folding): Map<string, number> {
  const random = seededRandom(seed);
  const tasks = [...Map.groupBy(rows, (row) => row.task)].map(([task, own]) => ({
    task,
    bad: own.filter((row) => !row.faithful).length,
    at: random(),
  }));
  tasks.sort((a, b) => a.bad - b.bad || a.at - b.at);
  return new Map(tasks.map(({ task }, at) => [task, at % folds]));
}
