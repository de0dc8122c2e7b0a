import { expect, test } from "vitest";
import {
  type AnswerSeen,
  countArm,
  slowLimitMs,
} from "../../../src/learning/experiments/count-arm.ts";

const answer = (threadId: string, change: Partial<AnswerSeen> = {}): AnswerSeen => ({
  threadId,
  failed: false,
  tookMs: 100,
  ...change,
});

test("one bad conversation counts once", () => {
  const bad = Array.from({ length: 10 }, () => answer("bad", { failed: true, liked: false }));
  const slow = Array.from({ length: 5 }, () => answer("slow", { tookMs: 900 }));
  expect(countArm([...bad, ...slow, answer("fine", { liked: true })], 500)).toEqual({
    answers: 16,
    failed: 1,
    slow: 1,
    votes: 2,
    dislikes: 1,
  });
});

test("of a thread the first vote counts, and a failed answer is not slow as well", () => {
  const answers = [
    answer("a"),
    answer("a", { liked: true }),
    answer("a", { liked: false }),
    answer("b", { failed: true, tookMs: 60_000 }),
  ];
  expect(countArm(answers, 500)).toEqual({
    answers: 4,
    failed: 1,
    slow: 0,
    votes: 1,
    dislikes: 0,
  });
});

test("one in twenty of the champion's own answers is slow by its own limit", () => {
  const champion = Array.from({ length: 200 }, (_, at) => answer(`t${at}`, { tookMs: at }));
  const failed = answer("failed", { failed: true, tookMs: 99_999 });
  const limit = slowLimitMs([...champion, failed]);
  expect(limit).toBe(190);
  expect(countArm(champion, limit).slow).toBe(9);
  // Without any, nothing is slow.
  expect(countArm(champion, slowLimitMs([])).slow).toBe(0);
});
