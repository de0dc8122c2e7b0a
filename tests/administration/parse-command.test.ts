import fc from "fast-check";
import { expect, test } from "vitest";
import {
  parseCommand,
  parseCommandText,
  quoteWord,
} from "../../src/administration/words/parse-command.ts";

test.each([
  ["sources status wiki", ["sources", "status", "wiki"]],
  ["  sources\u00a0status \t wiki  ", ["sources", "status", "wiki"]],
  ['channel expert "the people team"', ["channel", "expert", "the people team"]],
  ["channel expert “the people team”", ["channel", "expert", "the people team"]],
  ["channel expert ‘the people team’", ["channel", "expert", "the people team"]],
  ["channel expert «the people team»", ["channel", "expert", "the people team"]],
  ['channel expert "the people', ["channel", "expert", "the people"]],
  ["channel expert don't ask O'Neil", ["channel", "expert", "don't", "ask", "O'Neil"]],
  ['a "" b', ["a", "", "b"]],
  ["sour\u200bces", ["sources"]],
  ["", []],
])("%j is read as words", (text, words) => {
  expect(parseCommand(text)).toEqual(words);
});

test("a word that is quoted comes back as it was, but for quotes in it", () => {
  const words = fc.string({ unit: "binary" }).map((text) => text.replace(/["“”„‟«»]/g, ""));
  fc.assert(
    fc.property(words, (word) => {
      const plain = word.toWellFormed().replace(/[\u200b-\u200d\u2060\ufeff]/g, "");
      fc.pre(plain !== "");
      expect(parseCommand(`x ${quoteWord(plain)} y`)).toEqual(["x", plain, "y"]);
    }),
  );
});

test.each([
  ['a accept v1 Say "hello" to him', ["a", "accept", "v1", 'Say "hello" to him']],
  ["a accept v1  It’s 'open',\n  “mostly”. ", ["a", "accept", "v1", "It’s 'open',\n  “mostly”."]],
  ['a accept v1 "Ten days."', ["a", "accept", "v1", "Ten days."]],
  ['a "accept" v1 "Ten" or "nine"', ["a", "accept", "v1", '"Ten" or "nine"']],
  ["a accept v1 don't", ["a", "accept", "v1", "don't"]],
  ["a accept v1", ["a", "accept", "v1"]],
  [" a ", ["a"]],
  ["", []],
])("of %j, what follows three words is as it was typed", (text, words) => {
  expect(parseCommandText(text, 3)).toEqual(words);
});
