import { expect, test } from "vitest";
import { percentile, rankingMetrics } from "../../src/evaluation/ranking-metrics.ts";

const judged = (grades: Record<string, number>) =>
  new Map([["q", new Map(Object.entries(grades))]]);
const measure = (ranking: string[], grades: Record<string, number>) =>
  rankingMetrics(new Map([["q", ranking]]), judged(grades));
const filler = (count: number) => Array.from({ length: count }, (_, n) => `other-${n}`);

test("one relevant document at rank 3", () => {
  expect(measure(["x", "y", "a"], { a: 1 })).toEqual({
    queries: 1,
    "ndcg@10": 0.5, // 1 / log2 4
    "recall@5": 1,
    "recall@10": 1,
    "recall@20": 1,
    "mrr@10": 0.3333,
    "allGold@10": 1,
  });
});

test("grades count as 2^grade − 1, against the best order", () => {
  // (1 + 3 / log2 3) / (3 + 1 / log2 3) = 2.892789 / 3.630930
  expect(measure(["one", "two"], { one: 1, two: 2 })["ndcg@10"]).toBe(0.7967);
  expect(measure(["two", "one"], { one: 1, two: 2 })["ndcg@10"]).toBe(1);
});

test("each depth sees no further than it says", () => {
  const report = measure([...filler(5), "a", ...filler(5), "b"], { a: 1, b: 1 });
  expect(report).toMatchObject({
    "recall@5": 0,
    "recall@10": 0.5,
    "recall@20": 1,
    "mrr@10": 0.1667,
    "allGold@10": 0,
  });
  expect(measure([...filler(10), "a"], { a: 1 })).toMatchObject({ "ndcg@10": 0, "mrr@10": 0 });
});

test("a judgement of 0 is not relevant, and a query without a ranking counts as a miss", () => {
  expect(measure(["no", "a"], { no: 0, a: 1 })).toMatchObject({ "mrr@10": 0.5, "recall@5": 1 });
  const judgements = new Map([
    ["found", new Map([["a", 1]])],
    ["lost", new Map([["b", 1]])],
  ]);
  expect(rankingMetrics(new Map([["found", ["a"]]]), judgements)).toMatchObject({
    queries: 2,
    "ndcg@10": 0.5,
    "allGold@10": 0.5,
  });
});

test("a percentile is one of the values", () => {
  const values = Array.from({ length: 100 }, (_, n) => 100 - n);
  expect([percentile(values, 0), percentile(values, 0.5), percentile(values, 0.95)]).toEqual([
    1, 51, 96,
  ]);
  expect(percentile([7], 0.95)).toBe(7);
  expect(percentile([], 0.5)).toBe(0);
});
