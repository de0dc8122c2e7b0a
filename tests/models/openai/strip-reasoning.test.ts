import { expect, test } from "vitest";
import { createReasoningFilter } from "../../../src/models/openai/reply/strip-reasoning.ts";

/** Gives the text in pieces of each length from one character to all at once. */
function filterInPieces(text: string, opensUnseen = false): Set<string> {
  const results = new Set<string>();
  for (let length = 1; length <= text.length; length += 1) {
    const filter = createReasoningFilter(opensUnseen);
    let out = "";
    for (let at = 0; at < text.length; at += length)
      out += filter.push(text.slice(at, at + length));
    results.add(out + filter.end());
  }
  return results;
}

test.each([
  ["<think>Is it 30 < 40?</think>\n\nIt is 30 [1].", "It is 30 [1]."],
  ["\n <think>\n\n</think>\n\nYes.", "Yes."],
  ["<think>a</think><think>b</think>Yes.", "Yes."],
  ["<think>never closed", ""],
  ["Plain, with 3 < 4 and a <b>tag</b>.", "Plain, with 3 < 4 and a <b>tag</b>."],
  ["Models write <think> first, then </think>.", "Models write <think> first, then </think>."],
  ["<thin ice>", "<thin ice>"],
  ["ends with <", "ends with <"],
  ["<think>x</think>The tag is\n</think> here.", "The tag is\n</think> here."],
])("%j is read as %j, however it is cut", (text, expected) => {
  expect([...filterInPieces(text)]).toEqual([expected]);
});

test("with the opening tag unseen, all before the closing one is left out", () => {
  expect([...filterInPieces("I wonder…\n</think>\n\nYes [1].", true)]).toEqual(["Yes [1]."]);
  expect([...filterInPieces("<think>Hm</think>Yes [1].", true)]).toEqual(["Yes [1]."]);
  expect([...filterInPieces("Yes, without a thought.", true)]).toEqual(["Yes, without a thought."]);
});

test("plain text does not wait", () => {
  const filter = createReasoningFilter(false);
  expect(filter.push("You")).toBe("You");
  expect(filter.push(" have 30.\n")).toBe(" have 30.\n");
  expect(filter.push("3 < 4")).toBe("3 < 4");
  expect(filter.push(" <")).toBe(" ");
  expect(filter.push("5")).toBe("<5");
});

test("reasoning that goes elsewhere ends the waiting", () => {
  const filter = createReasoningFilter(true);
  expect(filter.push("Yes")).toBe("");
  expect(filter.release()).toBe("Yes");
  expect(filter.push(", 30.")).toBe(", 30.");
});

test("a closing tag on its own line gives reasoning away that was shown", () => {
  const filter = createReasoningFilter(false);
  expect(filter.push("I wonder.\n</thi")).toBe("I wonder.\n");
  filter.push("nk>\nYes.");
  expect(filter.leaked).toBe(true);
});
