import { expect, test } from "vitest";
import { crossValidate } from "../../../../src/evaluation/judge/statistics/cross-validate.ts";

/** Forty tasks of three answers; every fifth task has two bad ones. */
const rows = Array.from({ length: 120 }, (_, at) => {
  const task = Math.floor(at / 3);
  return { at, task: `task-${task}`, faithful: task % 5 !== 0 || at % 3 === 0 };
});

/** The training rows that each row was scored without, by running the real thing. */
function trainingOf(seed: number): Map<number, typeof rows> {
  const seen = new Map<number, typeof rows>();
  crossValidate(rows, { folds: 10, seed }, (training) => (row) => {
    seen.set(row.at, training);
    return 0;
  });
  return seen;
}

test("no answer is scored by a model that saw its task, and nothing else is held back", () => {
  const training = trainingOf(1);
  expect(training.size).toBe(rows.length);
  for (const row of rows) {
    const tasks = new Set(training.get(row.at)?.map((one) => one.task));
    expect(tasks.has(row.task)).toBe(false);
    expect(tasks.size).toBe(36);
  }
});

test("each fold gets as many bad answers, give or take one task", () => {
  const bad = [...trainingOf(3).values()].map((some) => some.filter((one) => !one.faithful).length);
  expect(Math.max(...bad) - Math.min(...bad)).toBeLessThanOrEqual(2);
});

test("scores come back in the order of the rows, from the model of the row's fold", () => {
  const scores = crossValidate(rows, { folds: 5, seed: 1 }, () => (row) => row.at);
  expect(scores).toEqual(rows.map((row) => row.at));
});

test("another seed deals other folds, the same seed the same", () => {
  const partners = (seed: number) =>
    [...trainingOf(seed)].map(([, some]) => some.map((one) => one.at).join()).join("|");
  expect(partners(1)).toBe(partners(1));
  expect(partners(1)).not.toBe(partners(2));
});
