import { expect, test } from "vitest";
import { judgeRetrieval } from "../../../src/learning/gates/judge-challenger.ts";
import { plainQuestions } from "../learning-world.ts";

const served = (gains: number[]) => ({ gains, ms: [] });

test("says apart what was said since the champion was learned, which decides nothing by itself", () => {
  const questions = plainQuestions().map((one, at) => ({ ...one, saidAt: at }));
  const champion = served(questions.map((_, at) => (at < 80 ? 0.9 : 0.5)));
  const challenger = served(questions.map((_, at) => (at < 80 ? 0.8 : 0.9)));
  const { passed, reason, figures } = judgeRetrieval(questions, champion, challenger, {
    championSince: 79,
  });
  // A loss of .1 on two thirds that the champion may have learned from, a gain of .4 on what is new to both.
  expect(figures).toMatchObject({ questions: 120, gain: 0.0667, newer: 40, newerGain: 0.4 });
  expect(reason).toMatch(/ On the 40 that were said since what serves was learned: \+0\.4000\.$/);
  expect(passed).toBe(judgeRetrieval(questions, champion, challenger).passed);
  const plain = judgeRetrieval(questions, champion, challenger);
  expect(plain.figures).not.toHaveProperty("newer");
  expect(plain.reason).not.toContain("since what serves");
});

test("a later look asks for more than the first", () => {
  const questions = plainQuestions();
  const champion = served(questions.map(() => 0.5));
  const challenger = served(questions.map((_, at) => 0.5 + (at % 60 < 7 ? 0.4 : 0)));
  expect(judgeRetrieval(questions, champion, challenger)).toMatchObject({
    ...{ passed: true, figures: { look: 1 } },
  });
  const late = judgeRetrieval(questions, champion, challenger, { look: 9 });
  expect(late).toMatchObject({ passed: false, figures: { look: 9 } });
  expect(late.figures.low).toBeGreaterThan(0);
  expect(late.figures.least).toBeLessThan(0);
  expect(late.reason).toMatch(/^A gain cannot be shown: .* as sure as look 9 .*\(99\.9625 %\)\.$/);
});
