import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/evaluation/bootstrap.ts";
import { leastGain, lookConfidence } from "../../../src/learning/experiments/look-bound.ts";
import type { ScoredPair } from "../../../src/learning/experiments/paired-gain.ts";

const SERIES = 1_000;
const LOOKS = 12;

interface World {
  /** Of all questions, those that both answer as well as each other. */
  equal: number;
  /** Of all others, those that a look says the same of as the looks before: its challenger is like theirs. */
  alike: number;
  /** Of each document. */
  questions: number;
}

/** Challengers that are neither better nor worse, looked at again and again as labels come in: 20 documents, then 15 more each time. */
function lookAgain(
  { equal, alike, questions }: World,
  passes: (pairs: readonly ScoredPair[], look: number) => boolean,
): number {
  const random = seededRandom(20_261_123);
  const difference = () =>
    random() < equal ? 0 : (random() < 0.5 ? -1 : 1) * (0.1 + 0.9 * random());
  let passed = 0;
  for (let series = 0; series < SERIES; series += 1) {
    const known: number[] = [];
    let hasPassed = false;
    for (let look = 1; look <= LOOKS; look += 1) {
      const count = (20 + 15 * (look - 1)) * questions;
      const pairs = Array.from({ length: count }, (_, at) => {
        known[at] ??= difference();
        const challenger = random() < alike ? known[at] : difference();
        return { group: String(Math.floor(at / questions)), champion: 0, challenger };
      });
      hasPassed ||= passes(pairs, look);
    }
    if (hasPassed) passed += 1;
  }
  return passed / SERIES;
}

const withLooks = (pairs: readonly ScoredPair[], look: number) =>
  leastGain(pairs, lookConfidence(look)) > 0;
const without = (pairs: readonly ScoredPair[]) => leastGain(pairs, 0.95) > 0;

describe("looking again and again at a champion that nothing is better than", () => {
  it.each<[string, World]>([
    ["each challenger another one", { equal: 0, alike: 0, questions: 1 }],
    ["several questions of a document", { equal: 0.7, alike: 0, questions: 2 }],
    ["few questions that differ at all", { equal: 0.95, alike: 0, questions: 1 }],
    ["challengers that are like each other", { equal: 0.7, alike: 0.8, questions: 2 }],
  ])("lets 5 % of all series pass at most: %s", (_, world) => {
    expect(lookAgain(world, withLooks)).toBeLessThanOrEqual(0.05);
  });

  it("let one in five pass, when each look was as sure as the first", () => {
    expect(lookAgain({ equal: 0, alike: 0, questions: 1 }, without)).toBeGreaterThan(0.2);
  });
});

describe("what a look asks for", () => {
  it("is 5 % of chance in all", () => {
    const chances = Array.from({ length: 100_000 }, (_, at) => 1 - lookConfidence(at + 1));
    const all = chances.reduce((sum, one) => sum + one, 0);
    expect(all).toBeLessThan(0.05);
    expect(all).toBeGreaterThan(0.0499);
    expect([1, 2, 3].map((look) => lookConfidence(look).toFixed(4))).toEqual([
      ...["0.9696", "0.9924", "0.9966"],
    ]);
  });

  it("is shown by a real gain, at once or at a later look", () => {
    const pairs = Array.from({ length: 120 }, (_, at) => ({
      ...{ group: String(at), champion: 0.5, challenger: at % 3 === 0 ? 0.9 : 0.5 },
    }));
    expect(leastGain(pairs, lookConfidence(1))).toBeGreaterThan(0.09);
    expect(leastGain(pairs, lookConfidence(12))).toBeGreaterThan(0.05);
    expect(leastGain(pairs, lookConfidence(12))).toBeLessThan(leastGain(pairs, lookConfidence(1)));
  });
});

describe("the least gain", () => {
  /** Of means of 0 with a standard error of 1. */
  const wholes = (count: number) => {
    const raw = Array.from({ length: count }, (_, at) => at - (count - 1) / 2);
    const squares = raw.reduce((sum, one) => sum + one * one, 0);
    const scale = Math.sqrt((count * (count - 1)) / squares);
    return raw.map((value, at) => ({
      ...{ group: String(at), champion: 0, challenger: value * scale },
    }));
  };

  it.each([
    [2, 0.95, 12.706],
    [3, 0.95, 4.303],
    [11, 0.99, 3.169],
    [20, 0.95, 2.093],
    [101, 0.999, 3.39],
  ])("goes by Student's t: %d groups at %d", (count, confidence, quantile) => {
    expect(leastGain(wholes(count), confidence)).toBeCloseTo(-quantile, 2);
  });

  it("says nothing of one group, nor of one beside which the others do not count", () => {
    const one = { group: "one", champion: 0, challenger: 1 };
    expect(leastGain([], 0.95)).toBe(Number.NEGATIVE_INFINITY);
    expect(leastGain([one, one], 0.95)).toBe(Number.NEGATIVE_INFINITY);
    const large = [...Array.from({ length: 50 }, () => one), { ...one, group: "two" }];
    expect(leastGain(large, 0.95)).toBe(Number.NEGATIVE_INFINITY);
  });
});
