import { expect, test } from "vitest";
import {
  type ArmVote,
  compareLikes,
  createLikesTest,
} from "../../../src/learning/experiments/compare-likes.ts";
import { simulateLikes } from "./simulate-likes.ts";
import { BETTER, EQUAL } from "./worlds.ts";

const SIMULATIONS = 400;
/** The champion is always liked, the challenger never, by turns. */
const alternating = (votes: number): ArmVote[] =>
  Array.from({ length: votes }, (_, at) => ({
    arm: at % 2 === 0 ? "champion" : "challenger",
    liked: at % 2 === 0,
    threadId: `thread-${at}`,
  }));

test("without votes, or with those of one arm only, there is nothing to say", () => {
  expect(compareLikes([])).toMatchObject({
    verdict: "undecided",
    eValues: { champion: 1, challenger: 1 },
  });
  const alone = alternating(400).filter(({ arm }) => arm === "champion");
  expect(compareLikes(alone)).toMatchObject({
    verdict: "undecided",
    eValues: { champion: 1, challenger: 1 },
    counts: { champion: { votes: 200, likes: 200 }, challenger: { votes: 0, likes: 0 } },
  });
});

test("who is better wins, not who is different; later votes do not take it back", () => {
  const test = createLikesTest();
  for (const vote of alternating(60)) test.add(vote);
  const won = test.read();
  expect(won.verdict).toBe("champion");
  expect(won.eValues.champion).toBeGreaterThanOrEqual(20);
  expect(won.eValues.challenger).toBeLessThanOrEqual(1);
  for (const vote of alternating(600)) {
    test.add({ ...vote, liked: !vote.liked, threadId: `later-${vote.threadId}` });
  }
  expect(test.read()).toMatchObject({ verdict: "champion", eValues: won.eValues });
  expect(test.read().counts.challenger).toEqual({ votes: 330, likes: 300 });
});

test("no block is paid by a bet that has seen it", () => {
  // Up to the first whole block nothing is known, whatever it holds.
  expect(compareLikes(alternating(10)).eValues).toEqual({ champion: 1, challenger: 1 });
  const onlyLater = compareLikes(alternating(20)).eValues.champion;
  // Rates after ten votes are 6/7 and 1/7, the common one ½; ten votes go as bet.
  expect(onlyLater).toBeCloseTo((12 / 7) ** 10, 6);
});

test("five hundred votes in one thread count as one", () => {
  const flood = alternating(1_000).map((vote) =>
    vote.arm === "champion" ? { ...vote, threadId: "loud" } : vote,
  );
  expect(compareLikes(flood)).toMatchObject({
    verdict: "undecided",
    counts: { champion: { votes: 1 } },
  });
});

test.each(EQUAL)(
  "$name: at most one in twenty is a false winner, looked at after each vote",
  (world) => {
    const { challengerWins, championWins, naiveWins } = simulateLikes(world, SIMULATIONS);
    const either =
      world.challenger < world.champion ? challengerWins : challengerWins + championWins;
    expect(either).toBeLessThanOrEqual(0.05);
    // A test that is wrong on the same votes shows that there was something to be wrong about.
    expect(naiveWins).toBeGreaterThan(0.2);
  },
  120_000,
);

test("a better challenger wins, the more surely the better it is", () => {
  const [, , eighty, , eightyFive] = BETTER.map((world) => world);
  if (eighty === undefined || eightyFive === undefined) throw new Error("worlds are gone");
  expect(simulateLikes(eighty, SIMULATIONS).challengerWins).toBeGreaterThan(0.75);
  const clear = simulateLikes(eightyFive, SIMULATIONS);
  expect(clear.challengerWins).toBeGreaterThan(0.97);
  expect(clear.championWins).toBe(0);
  expect(clear.votesToWin?.median).toBeLessThan(350);
}, 120_000);

test("each block's payoff is one on average at most where the arm is not better", () => {
  // Exact, over all outcomes of a second block, for unequal numbers of votes and several rates.
  for (const [champions, challengers] of [
    [9, 1],
    [5, 5],
    [2, 8],
  ] as const) {
    for (const rate of [0.05, 0.5, 0.7, 0.99]) {
      for (const worseBy of [0, 0.04]) {
        expect(meanPayoff(champions, challengers, rate, rate - worseBy)).toBeLessThanOrEqual(
          1 + 1e-9,
        );
      }
    }
  }
  expect(meanPayoff(5, 5, 0.2, 0.9)).toBeGreaterThan(1.5);
});

/** Of a bet on the challenger after a block in which it did well. */
function meanPayoff(champions: number, challengers: number, champion: number, challenger: number) {
  const first = alternating(10).map((vote) => ({ ...vote, liked: vote.arm === "challenger" }));
  let mean = 0;
  for (let a = 0; a <= champions; a += 1) {
    for (let b = 0; b <= challengers; b += 1) {
      const votes = [
        ...blockOf("champion", champions, a),
        ...blockOf("challenger", challengers, b),
      ];
      const { eValues } = compareLikes([...first, ...votes]);
      mean +=
        eValues.challenger *
        binomial(champions, a, champion) *
        binomial(challengers, b, challenger);
    }
  }
  return mean;
}

function blockOf(arm: ArmVote["arm"], votes: number, likes: number): ArmVote[] {
  return Array.from({ length: votes }, (_, at) => ({
    arm,
    liked: at < likes,
    threadId: `second-${arm}-${at}`,
  }));
}

function binomial(n: number, k: number, p: number): number {
  let ways = 1;
  for (let at = 1; at <= k; at += 1) ways *= (n - k + at) / at;
  return ways * p ** k * (1 - p) ** (n - k);
}
