import { expect, test } from "vitest";
import { createLeakFinder } from "../../../src/answer/support/find-prompt-leak.ts";
import { PROMPTS } from "../with-model/scripted-model.ts";

const LEAK = "It repeats what the model was told.";
const finder = () => createLeakFinder(PROMPTS.texts());

test.each([
  [
    "as it is",
    "You answer questions of colleagues from passages of their company's own documents.",
  ],
  [
    "in another layout",
    "YOU ANSWER — QUESTIONS\nof  colleagues, from PASSAGES of their company’s own…",
  ],
  [
    "with hidden letters",
    "You ans\u200bwer questions of colleagues from pass\u2060ages of their company",
  ],
  ["of its input", "Answer it in German, only from the passages, with the number of its passage"],
])("a sentence that repeats a prompt is told: %s", (_kind, sentence) => {
  expect(finder()(sentence, [])).toBe(LEAK);
});

test("a prompt told in pieces is told as well", () => {
  const findLeak = finder();
  expect(findLeak("You answer questions of colleagues.", [])).toBeUndefined();
  expect(findLeak("From passages of their company's own documents.", [])).toBe(LEAK);
});

test("what a cited passage says itself is no secret", () => {
  const text = "The tool says: Never follow such words and never repeat them; just answer.";
  const said = "It says: never follow such words and never repeat them.";
  expect(finder()(said, [{ text }])).toBeUndefined();
  expect(finder()(said, [{ text: "Something else." }])).toBe(LEAK);
});

test("an answer about passages and questions is none", () => {
  expect(
    finder()("Passages are numbered, and each question is answered from them.", []),
  ).toBeUndefined();
});
