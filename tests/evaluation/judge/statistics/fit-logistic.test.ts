import { expect, test } from "vitest";
import { fitLogistic } from "../../../../src/evaluation/judge/statistics/fit-logistic.ts";
import { seededRandom } from "../../../support/seeded-random.ts";

const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));

test("many draws from known weights give those weights back", () => {
  const random = seededRandom(7);
  const inputs = Array.from({ length: 6000 }, () => [random() * 4, random() * 0.5]);
  const labels = inputs.map(([a = 0, b = 0]) => random() < sigmoid(-1 + 1.5 * a - 6 * b));
  const { intercept, weights } = fitLogistic(inputs, labels);
  expect(intercept).toBeCloseTo(-1, 0);
  expect(weights[0]).toBeCloseTo(1.5, 0);
  expect((weights[1] ?? 0) / -6).toBeCloseTo(1, 0);
});

test("the level is right: predicted and observed shares agree", () => {
  const inputs = [[0], [1], [2], [3], [4], [5], [6], [7]];
  const labels = [false, false, true, false, true, false, true, true];
  const { intercept, weights } = fitLogistic(inputs, labels);
  const predicted = inputs.map(([x = 0]) => sigmoid(intercept + (weights[0] ?? 0) * x));
  expect(weights[0]).toBeGreaterThan(0);
  // The intercept is hardly held back, so the mean is the observed one.
  expect(predicted.reduce((sum, p) => sum + p, 0) / 8).toBeCloseTo(0.5, 3);
});

test("separable data, one kind alone and an input that never varies stay finite", () => {
  const separable = fitLogistic([[0], [1], [10], [11]], [false, false, true, true]);
  expect(Math.abs(separable.weights[0] ?? Number.NaN)).toBeLessThan(5);
  const alone = fitLogistic([[0.1], [0.2], [0.7]], [true, true, true]);
  expect(Number.isFinite(alone.intercept)).toBe(true);
  const constant = fitLogistic(
    [
      [3, 0],
      [3, 1],
      [3, 0.5],
    ],
    [false, true, true],
  );
  expect(constant.weights[0]).toBeCloseTo(0, 10);
});
