import { expect, test } from "vitest";
import { seededRandom } from "../../../src/evaluation/bootstrap.ts";
import { pairedGain, type ScoredPair } from "../../../src/learning/experiments/paired-gain.ts";

/** Questions of unlike difficulty, the same for both arms, with a gain and noise on top. */
function pairs(groups: number, size: number, gain: number): ScoredPair[] {
  const random = seededRandom(9);
  return Array.from({ length: groups }, (_, group) => {
    const difficulty = random();
    return Array.from({ length: size }, () => ({
      group: `document-${group}`,
      champion: difficulty,
      challenger: difficulty + gain + 0.1 * (random() - 0.5),
    }));
  }).flat();
}

test("a small gain on the same questions is seen through their unlike difficulty", () => {
  const { gain, interval, proven, questions, groups } = pairedGain(pairs(100, 2, 0.02));
  expect(gain).toBeCloseTo(0.02, 1);
  expect(interval[0]).toBeGreaterThan(0.005);
  expect(interval[1]).toBeLessThan(0.035);
  expect({ proven, questions, groups }).toEqual({ proven: true, questions: 200, groups: 100 });
});

test("no gain, and a loss, are not proven", () => {
  expect(pairedGain(pairs(100, 2, 0)).proven).toBe(false);
  const loss = pairedGain(pairs(100, 2, -0.05));
  expect(loss.proven).toBe(false);
  expect(loss.interval[1]).toBeLessThan(0);
});

test("many questions about few documents prove nothing", () => {
  const few = pairedGain(pairs(3, 300, 0.2));
  expect(few.interval[0]).toBeGreaterThan(0);
  expect(few.proven).toBe(false);
  expect(pairedGain([])).toEqual({
    gain: 0,
    interval: [0, 0],
    questions: 0,
    groups: 0,
    proven: false,
  });
});

test("what helps on one document in five is no sure gain, though most of its questions say so", () => {
  const lopsided = pairs(25, 1, 0).map((pair, at) => ({
    ...pair,
    challenger: at < 2 ? 1 : pair.champion - 0.01,
  }));
  const repeated = lopsided.flatMap((pair, at) =>
    Array.from({ length: at < 2 ? 40 : 1 }, () => pair),
  );
  expect(pairedGain(repeated).gain).toBeGreaterThan(0);
  expect(pairedGain(repeated).proven).toBe(false);
});
