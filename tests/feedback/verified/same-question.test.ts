import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isSameQuestion } from "../../../src/feedback/verified/match/is-same-question.ts";
import { readQuestion } from "../../../src/feedback/verified/match/read-question.ts";

interface Group {
  question: string;
  /** The same answer answers these too. */
  same: string[];
  /** It does not answer these, near as they are. */
  different: string[];
}

const isSame = (a: string, b: string) => isSameQuestion(readQuestion(a), readQuestion(b));

/** Both ways round, and against all other groups: the precision and recall of taking two as one. */
function measure(file: string) {
  const groups: Group[] = JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8"));
  const pairs = groups.flatMap((group) => [
    ...group.same.map((other) => ({ a: group.question, b: other, isOne: true })),
    ...group.different.map((other) => ({ a: group.question, b: other, isOne: false })),
    ...groups
      .filter((other) => other !== group)
      .map((other) => ({ a: group.question, b: other.question, isOne: false })),
  ]);
  const taken = pairs.filter(({ a, b }) => isSame(a, b));
  expect(pairs.filter(({ a, b }) => isSame(b, a))).toEqual(taken);
  const wrong = taken.filter(({ isOne }) => !isOne).map(({ a, b }) => `${a} | ${b}`);
  const right = taken.length - wrong.length;
  return {
    wrong,
    precision: right / taken.length,
    recall: right / pairs.filter((p) => p.isOne).length,
  };
}

test("near misses are told from paraphrases, on questions the rules were not made with too", () => {
  for (const file of ["tuned-on.json", "held-out.json"]) {
    const { wrong, precision, recall } = measure(file);
    expect(wrong).toEqual([]);
    expect(precision).toBeGreaterThanOrEqual(0.98);
    expect(recall).toBeGreaterThan(0.75);
  }
});

test("what looks like nothing makes another question", () => {
  const pairs: [string, string][] = [
    ["What is the hotel limit?", "What is the hotel limit in the US?"],
    ["Who is responsible for it?", "Who is responsible for IT?"],
    ["How much is plan A?", "How much is plan B?"],
    ["How do I compile C?", "How do I compile C++?"],
    ["May I spend €50 on a gift?", "May I spend $50 on a gift?"],
    ["What if it is below -5 degrees?", "What if it is below 5 degrees?"],
    ["Can I use 3.1?", "Can I use 31?"],
    ["How do I import contacts?", "How do I import important contacts?"],
    ["Which laptops may I take home?", "Which laptops must I take home?"],
    ["Do suppliers reject customers?", "Are suppliers rejected by customers?"],
    ["Urlaub in Berlin?", "Urlaub in Wien?"],
    ["有多少天年假?", "有多少天病假?"],
    ["How?", "Why?"],
  ];
  expect(pairs.filter(([a, b]) => isSame(a, b))).toEqual([]);
  expect(isSame("Do customers reject suppliers?", "Are suppliers rejected by customers?")).toBe(
    true,
  );
  expect(isSame("有多少天年假?", "有多少天年假？")).toBe(true);
});

test("reading is quick, and takes anything", () => {
  const odd = ["", "?", "[".repeat(5_000), "how ".repeat(3_000), "\u0000\uD800", "a b ".repeat(99)];
  const started = performance.now();
  for (const text of odd) expect(isSame(text, "How do I reset my password?")).toBe(false);
  for (let n = 0; n < 500; n++) readQuestion(`How do I reset the password of machine ${n}?`);
  expect(performance.now() - started).toBeLessThan(1_000);
});
