import { expect, test } from "vitest";
import { assignArm } from "../../../src/learning/experiments/assign-arm.ts";

const THREADS = Array.from({ length: 20_000 }, (_, at) => `C0${at % 40}:17${at}.0001`);
const challenged = (experiment: string, share: number) =>
  THREADS.filter((thread) => assignArm(experiment, thread, share) === "challenger");

test("a thread keeps its arm, and nobody is asked for more than the ids", () => {
  expect(challenged("one", 0.3)).toEqual(challenged("one", 0.3));
});

test.each([0.01, 0.05, 0.5, 0.9])("a share of %d gets as many threads", (share) => {
  const spread = 4 * Math.sqrt(THREADS.length * share * (1 - share));
  expect(Math.abs(challenged("one", share).length - THREADS.length * share)).toBeLessThan(spread);
});

test("a growing share takes threads to the challenger and none back", () => {
  let before = new Set<string>();
  for (const share of [0, 0.01, 0.05, 0.2, 0.5, 0.99, 1]) {
    const now = new Set(challenged("one", share));
    expect([...before].filter((thread) => !now.has(thread))).toEqual([]);
    before = now;
  }
  expect(before.size).toBe(new Set(THREADS).size);
  expect(challenged("one", 0)).toEqual([]);
});

test("another experiment draws anew", () => {
  const first = new Set(challenged("one", 0.5));
  const both = challenged("two", 0.5).filter((thread) => first.has(thread)).length;
  expect(both / THREADS.length).toBeGreaterThan(0.23);
  expect(both / THREADS.length).toBeLessThan(0.27);
});

test("ids that run together are still two", () => {
  const pairs = Array.from({ length: 200 }, (_, at) => [
    assignArm(`a${at}`, "bc", 0.5),
    assignArm(`a${at}b`, "c", 0.5),
  ]);
  expect(pairs.some(([one, other]) => one !== other)).toBe(true);
});

test.each([-0.1, 1.1, Number.NaN])("a share of %d is none", (share) => {
  expect(() => assignArm("one", "thread", share)).toThrow(RangeError);
});
