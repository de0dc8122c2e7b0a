import { expect, test } from "vitest";
import { checkQuotes } from "../../../src/answer/draft/check-quotes.ts";
import { createMask } from "../../../src/text/trust/create-mask.ts";
import { passageOf } from "../passages.ts";

const passages = [passageOf("Leave is 27 days. It is paid."), passageOf("Call in before 09:30.")];

test("a sentence stays when a passage that it cites contains it", () => {
  const { supported, dropped } = checkQuotes(
    [{ text: "Leave is 27 days.", citations: [1, 2] }],
    passages,
    createMask("How long?"),
  );
  expect(dropped).toEqual([]);
  // The second citation does not contain it and is not shown.
  expect(supported).toEqual([{ text: "Leave is 27 days.", passages: [passages[0]] }]);
});

test.each([
  ["a changed figure", { text: "Leave is 30 days.", citations: [1] }, "does not contain"],
  ["the wrong passage", { text: "Leave is 27 days.", citations: [2] }, "does not contain"],
  ["an invented number", { text: "Leave is 27 days.", citations: [9] }, "not retrieved"],
  ["no citation", { text: "Leave is 27 days.", citations: [] }, "cites nothing"],
])("%s is dropped with its reason", (_, sentence, reason) => {
  const { supported, dropped } = checkQuotes([sentence], passages, createMask("How long?"));
  expect(supported).toEqual([]);
  expect(dropped[0]?.reason).toContain(reason);
});
