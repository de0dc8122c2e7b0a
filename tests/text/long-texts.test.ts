import { expect, test } from "vitest";
import { readFigures } from "../../src/answer/support/reading/read-figures.ts";
import { plainText } from "../../src/chat/slack/events/plain-text.ts";
import { readQuestion } from "../../src/feedback/verified/match/read-question.ts";
import { replaceNames } from "../../src/storage/stores/audit/name-tokens.ts";
import { stripMarks } from "../../src/text/citation-marks.ts";
import { asksSomething } from "../../src/text/question/asks-something.ts";
import { splitSentences } from "../../src/text/split-sentences.ts";
import { createMask } from "../../src/text/trust/create-mask.ts";
import { findInstruction } from "../../src/text/trust/find-instruction.ts";
import { decodedWords, revealSentence } from "../../src/text/trust/reveal-sentence.ts";

/*
 * Every letter of such texts could be the beginning of what is looked for: tried from each, they take
 * their length squared, in which nothing else is answered. Work of this thread is measured, not time.
 */

const LENGTH = 100_000;
/** Squared, the cheapest takes five seconds. */
const MOST_WORK_MS = 1_500;

const slackText = (text: string) => plainText(text, { names: new Map(), botUserId: "U1" });

test.each<[string, (text: string) => unknown, string]>([
  ["Slack's blanks", slackText, `${" ".repeat(LENGTH)}x`],
  ["lines of a remark", asksSomething, `${"\n".repeat(LENGTH)}x`],
  ["marks of a sentence", splitSentences, `${"!".repeat(LENGTH)}x`],
  ["blanks of a sentence", splitSentences, `a${" ".repeat(LENGTH)}x`],
  ["letters without a blank", revealSentence, "日".repeat(LENGTH)],
  ["a scheme", decodedWords, "a".repeat(LENGTH)],
  ["words of orders", findInstruction, "reply with ".repeat(LENGTH / 11)],
  ["quotation marks", createMask("When?"), 'a "b c d e '.repeat(LENGTH / 11)],
  ["blanks before marks", stripMarks, `${" ".repeat(LENGTH)}x`],
  ["marks of a question", (text) => readQuestion(text), `${"。".repeat(LENGTH)}x`],
  ["names in the log", (text) => replaceNames(text, () => "-"), "日".repeat(LENGTH)],
])("%s are read once, however many there are", (_, read, text) => {
  const before = process.threadCpuUsage();
  read(text);
  const { user, system } = process.threadCpuUsage(before);
  expect((user + system) / 1_000).toBeLessThan(MOST_WORK_MS);
});

test("words between two numbers are read in one way", () => {
  // Each pair of blanks could be shared out in several ways: of 20 such words, in a billion.
  const text = `two${"  and ".repeat(2_000)} ! three`;
  const before = process.threadCpuUsage();
  expect(readFigures(text).map((figure) => figure.text)).toEqual(["two", "three"]);
  const { user, system } = process.threadCpuUsage(before);
  expect((user + system) / 1_000).toBeLessThan(MOST_WORK_MS);
});

test("what is read stays what it was", () => {
  expect(slackText("one  \ntwo\t \n three ")).toBe("one\ntwo\n three");
  expect(replaceNames("ask ana@acme.test, (ben@acme.test)", () => "-")).toBe("ask -, (-)");
  expect(stripMarks("Yes [1] [2]. No[3].")).toBe("Yes. No.");
  expect(asksSomething("> who?\n  > why?\nfine")).toBe(false);
});
