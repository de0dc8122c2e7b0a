import { expect, test } from "vitest";
import { areaUnderCurve } from "../../../../src/evaluation/judge/statistics/area-under-curve.ts";
import { bootstrapTasks } from "../../../../src/evaluation/judge/statistics/bootstrap-tasks.ts";

const scored = (good: number[], bad: number[]) => [
  ...good.map((score) => ({ score, good: true })),
  ...bad.map((score) => ({ score, good: false })),
];

test.each([
  ["all good ones above", [3, 4], [1, 2], 1],
  ["all good ones below", [1, 2], [3, 4], 0],
  ["a tie counts half", [2], [2], 0.5],
  // Pairs won: 5 > 1, 5 > 4, 3 > 1; lost: 3 < 4.
  ["three of four pairs", [5, 3], [1, 4], 0.75],
  // 2 > 1, and 2 = 2 twice as half.
  ["ties among others", [2], [1, 2, 2, 3], 0.5],
])("%s", (_, good, bad, area) => {
  expect(areaUnderCurve(scored(good, bad))).toBe(area);
  expect(areaUnderCurve(scored(good, bad).reverse())).toBe(area);
});

test("one kind alone has no area", () => {
  expect(areaUnderCurve(scored([1, 2], []))).toBeNaN();
});

/** Sixty tasks of one good and one bad answer; in every fourth the bad one scores higher. */
const rows = Array.from({ length: 60 }, (_, at) => [
  { task: `t${at}`, score: at % 4 === 0 ? 0 : 2, good: true },
  { task: `t${at}`, score: 1, good: false },
]).flat();

test("the interval holds the value, and is the same again", () => {
  const [low, high] = bootstrapTasks(rows, areaUnderCurve);
  expect(bootstrapTasks(rows, areaUnderCurve)).toEqual([low, high]);
  expect(areaUnderCurve(rows)).toBe(0.75);
  // About ± 1.96 · √(.75 · .25 / 60) = .11.
  expect(low).toBeGreaterThan(0.75 - 0.14);
  expect(low).toBeLessThan(0.75 - 0.08);
  expect(high).toBeGreaterThan(0.75 + 0.08);
  expect(high).toBeLessThan(0.75 + 0.14);
});

test("whole tasks are drawn: rows repeated within a task narrow nothing", () => {
  const thrice = rows.flatMap((row) => [row, row, row]);
  expect(bootstrapTasks(thrice, areaUnderCurve)).toEqual(bootstrapTasks(rows, areaUnderCurve));
});

test("a paired difference of equal judges is nothing, although each varies by itself", () => {
  const same = (some: typeof rows) => areaUnderCurve(some) - areaUnderCurve([...some].reverse());
  expect(bootstrapTasks(rows, same)).toEqual([0, 0]);
});

test("draws that have no value are left out", () => {
  const few = [
    { task: "a", score: 1, good: true },
    { task: "b", score: 0, good: false },
  ];
  expect(bootstrapTasks(few, areaUnderCurve)).toEqual([1, 1]);
});
