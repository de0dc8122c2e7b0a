import { expect, test } from "vitest";
import { type ArmCounts, judgeCanary } from "../../../src/learning/experiments/judge-canary.ts";
import { simulateCanary } from "./simulate-canary.ts";
import { CANARIES } from "./worlds.ts";

const counts = (answers: number, change: Partial<ArmCounts> = {}): ArmCounts => ({
  answers,
  failed: 0,
  slow: 0,
  votes: 0,
  dislikes: 0,
  ...change,
});

test("nothing seen is no reason for anything", () => {
  expect(judgeCanary({ champion: counts(0), challenger: counts(0) })).toMatchObject({
    verdict: "go-on",
    eValues: { errors: 1, latency: 1, dislikes: 1 },
  });
});

test("one failure is no pattern, all failing is one at once", () => {
  const champion = counts(19);
  const one = judgeCanary({ champion, challenger: counts(1, { failed: 1 }) });
  expect(one.verdict).toBe("go-on");
  const four = judgeCanary({ champion: counts(76), challenger: counts(4, { failed: 4 }) });
  expect(four).toMatchObject({
    verdict: "roll-back",
    why: "The challenger is rolled back: 4 of 4 of its answers failed, 0 of 76 of the champion's.",
  });
});

test("what fails for both is the fault of neither", () => {
  const champion = counts(950, { failed: 950, slow: 500, votes: 95, dislikes: 80 });
  const challenger = counts(50, { failed: 50, slow: 26, votes: 5, dislikes: 5 });
  expect(judgeCanary({ champion, challenger }).verdict).toBe("go-on");
});

test.each<[string, Partial<ArmCounts>, Partial<ArmCounts>]>([
  ["answers were slow", { slow: 50 }, { slow: 25 }],
  ["votes were dislikes", { votes: 100, dislikes: 30 }, { votes: 15, dislikes: 14 }],
])("the reason is named: %s", (reason, ofChampion, ofChallenger) => {
  const champion = counts(1_000, ofChampion);
  const { verdict, why } = judgeCanary({ champion, challenger: counts(60, ofChallenger) });
  expect(verdict).toBe("roll-back");
  expect(why).toContain(reason);
});

test("a canary without complaint ends, at a number that may be chosen", () => {
  const champion = counts(5_700, { failed: 114 });
  expect(judgeCanary({ champion, challenger: counts(299, { failed: 6 }) }).verdict).toBe("go-on");
  expect(judgeCanary({ champion, challenger: counts(300, { failed: 6 }) }).verdict).toBe("enough");
  const soon = judgeCanary(
    { champion, challenger: counts(40, { failed: 1 }) },
    { enoughAnswers: 40 },
  );
  expect(soon.verdict).toBe("enough");
});

test("a better challenger is never rolled back for being different", () => {
  const champion = counts(1_000, { failed: 200, slow: 300, votes: 500, dislikes: 400 });
  expect(judgeCanary({ champion, challenger: counts(1_000, { votes: 500 }) }).verdict).toBe(
    "enough",
  );
});

test.each(CANARIES)(
  "$name: rolled back when it should be",
  (world) => {
    const { rolledBack, answersToRollBack } = simulateCanary(world, 300);
    if (world.name.startsWith("as good")) {
      expect(rolledBack).toBeLessThanOrEqual(0.05);
      return;
    }
    expect(rolledBack).toBeGreaterThan(0.7);
    if (world.name.startsWith("every")) {
      expect(rolledBack).toBe(1);
      expect(answersToRollBack?.ninetieth).toBeLessThanOrEqual(20);
    }
  },
  120_000,
);
