import { expect, test } from "vitest";
import { containsAnswer, countWords } from "../../src/evaluation/match-answer.ts";

test.each([
  ["It costs 45 EUR a day.", "45 eur", true],
  ["It costs 145 EUR a day.", "45 EUR", false],
  ["It costs 45.50 EUR.", "45", false],
  ["Version 2.10 is out.", "2.1", false],
  ["Ask the café's owner!", "Café's owner", true],
  ["Ask the cafe's owner!", "Café's owner", true],
  ["The **Leipzig**  office\nmoved.", "leipzig office", true],
  ["Every four-year-old", "four year", true],
  ["The policy expires.", "expire", false],
  ["anything", "", false],
  ["anything", "?!", false],
  ["公司的年假为二十八天。", "二十八天", true],
  ["公司的年假为二十八天。", "三十天", false],
])("%j holds %j: %s", (text, accepted, expected) => {
  expect(containsAnswer(text, accepted)).toBe(expected);
});

test("words are what stands between blanks", () => {
  expect(countWords("  Two days,\nnot three. ")).toBe(4);
  expect(countWords(" ")).toBe(0);
});
