import { expect, test } from "vitest";
import { escapeBeginnings } from "../../src/chat/teams/cards/escape-markdown.ts";
import { plainText, splitSentences } from "../../src/text/split-sentences.ts";
import { growthOfWork } from "../support/growth-of-work.ts";

/*
 * A text of four times the length may take about four times the work. Each of these took sixteen times as
 * much: from every mark that might begin something, all that follows was read anew.
 */

/** By the clock, other work of the machine counts as well. */
const TIMEOUT_MS = 120_000;
/** Four times is right, sixteen times is squared. */
const MOST = 8;

const many =
  (unit: string, end = "") =>
  (length: number) =>
    unit.repeat(length / unit.length) + end;
const behindOnePair = (length: number) => `${"[a](".repeat(length / 8)})${"b".repeat(length / 2)} `;
const tableRule = (rule: string) => splitSentences(`a|b\n${rule}`);

test.each<[string, (text: string) => unknown, (length: number) => string]>([
  ["pictures that do not end", plainText, many("![")],
  ["pictures without a target's end", plainText, many("![](")],
  ["links that do not end", plainText, many("[")],
  ["links without a target's end", plainText, many("[a](b")],
  ["targets that go on behind one pair", plainText, behindOnePair],
  ["addresses that do not end", plainText, many("<http://")],
  ["strong words that nothing closes", plainText, many("**a ")],
  ["strong words of the other kind", plainText, many("__a ")],
  ["blank lines", plainText, many("\n", "x")],
  ["blanks before no row's end", plainText, many(" ", "x")],
  ["links with sentences", splitSentences, many("[a. B](b). ")],
  ["links that no sentence ends", splitSentences, many("[")],
  ["blanks before a table's rule", tableRule, many(" ", "x")],
  ["blanks behind a table's rule", (text) => tableRule(`--${text}`), many(" ", "x")],
  ["blank lines in Teams", escapeBeginnings, many("\n", "x")],
])(
  "%s are read once, however many there are",
  (_, read, make) => {
    // Other work of the machine only adds: what is squared is so each time.
    let least = growthOfWork(read, make);
    for (let tries = 1; tries < 4 && least >= MOST; tries += 1) {
      least = Math.min(least, growthOfWork(read, make));
    }
    expect(least).toBeLessThan(MOST);
  },
  TIMEOUT_MS,
);

test(
  "the measure tells what is squared",
  () => {
    const xs = (length: number) => "x".repeat(length);
    expect(growthOfWork((text) => /x+y/.test(text), xs)).toBeGreaterThan(MOST);
    expect(growthOfWork((text) => text.split("").reverse().join(""), xs)).toBeLessThan(MOST);
  },
  TIMEOUT_MS,
);
