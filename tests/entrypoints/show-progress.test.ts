import { expect, test } from "vitest";
import { formatProgress } from "../../src/entrypoints/cli/show-progress.ts";

test("with a known end there is a bar, a rate and the time left", () => {
  expect(formatProgress("handbook", { phase: "embedding", done: 50, total: 200 }, 10)).toBe(
    "handbook embedding ██████░░░░░░░░░░░░░░░░░░ 50/200, 5.0/s, 30 s left",
  );
});

test.each([
  ["unknown", undefined, 10, "handbook reading 120, 12/s"],
  ["passed already", 100, 10, "handbook reading 120, 12/s"],
  ["not to be foreseen at the start", 200, 0, "handbook reading 120, 0.0/s"],
])("with an end that is %s there is none", (_, total, seconds, text) => {
  expect(formatProgress("handbook", { phase: "reading", done: 120, total }, seconds)).toBe(text);
});
