import { expect, test } from "vitest";
import { boundQuestion, MOST_QUESTION_CHARACTERS } from "../../src/answer/bound-question.ts";
import { findAddresses } from "../../src/answer/support/addresses/find-addresses.ts";

test("of a question that is far too long, and of what was said before, the beginning is read", () => {
  const long = "a".repeat(60_000);
  const history = [{ role: "user" as const, text: long }];
  const bound = boundQuestion({ text: long, history, audience: [] });
  expect(bound.text).toHaveLength(MOST_QUESTION_CHARACTERS);
  expect(bound.history[0]?.text).toHaveLength(MOST_QUESTION_CHARACTERS);
});

test("a long word is looked through for addresses in no time, and addresses are found", () => {
  const startedAt = performance.now();
  expect(findAddresses("a".repeat(60_000))).toEqual([]);
  // Each letter was tried as the beginning, which takes the length squared.
  expect(performance.now() - startedAt).toBeLessThan(2_000);
  const found = findAddresses("Write to mailto:ana.lima@acme.test or (ben@acme.test).");
  expect(found.map(({ text }) => text)).toEqual(["mailto:ana.lima@acme.test", "ben@acme.test"]);
});
