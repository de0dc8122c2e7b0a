import { expect, test } from "vitest";
import { agreement } from "../../../../src/evaluation/judge/statistics/agreement.ts";
import { rankCorrelation } from "../../../../src/evaluation/judge/statistics/rank-correlation.ts";
import { wordOverlap } from "../../../../src/evaluation/judge/word-overlap.ts";

const times = (n: number, score: number, good: boolean) =>
  Array.from({ length: n }, () => ({ score, good }));

test("agreement is that of the table by hand", () => {
  // Called unfaithful: 6 of 8 bad, 3 of 12 good.
  const values = [
    ...times(6, 0.2, false),
    ...times(2, 0.9, false),
    ...times(3, 0.2, true),
    ...times(9, 0.5, true),
  ];
  // Observed .75; by chance (8 · 9 + 12 · 11) / 400 = .51.
  expect(agreement(values, 0.5)).toEqual({
    threshold: 0.5,
    accuracy: 0.75,
    kappa: 0.4898,
    caught: 0.75,
    falseAlarms: 0.25,
  });
});

test("calling nothing unfaithful agrees no better than chance", () => {
  const values = [...times(5, 1, false), ...times(15, 1, true)];
  expect(agreement(values, 0.5)).toMatchObject({ accuracy: 0.75, kappa: 0, caught: 0 });
});

test.each([
  ["the same order", [1, 5, 9], [2, 3, 400], 1],
  ["the reverse", [1, 2, 3], [3, 2, 1], -1],
  // 1 − 6 · (0 + 1 + 1 + 0) / (4 · 15)
  ["two neighbours swapped", [1, 2, 3, 4], [1, 3, 2, 4], 0.8],
  ["one side constant", [1, 2, 3], [7, 7, 7], 0],
])("rank correlation: %s", (_, left, right, expected) => {
  expect(rankCorrelation(left, right)).toBeCloseTo(expected, 10);
});

test("rank correlation: ties share their mean rank", () => {
  // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5 / √(4.5 · 5).
  expect(rankCorrelation([1, 2, 2, 3], [1, 2, 3, 4])).toBeCloseTo(Math.sqrt(0.9), 10);
});

test("word overlap is the mean of the shares of words and of pairs", () => {
  // Words: the, canteen, closes of five; pairs: the-canteen, canteen-closes of four.
  const overlap = wordOverlap("The canteen closes around noon", ["The canteen closes at two."]);
  expect(overlap).toBeCloseTo((3 / 5 + 2 / 4) / 2, 10);
  expect(wordOverlap("", ["text"])).toBe(0);
});
