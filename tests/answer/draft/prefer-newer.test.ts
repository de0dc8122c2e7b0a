import { expect, test } from "vitest";
import { preferNewer } from "../../../src/answer/draft/prefer-newer.ts";
import { passageOf } from "../passages.ts";

const QUESTION = "What is the daily allowance?";

const older = passageOf("The daily allowance for travel is 45 EUR. Keep receipts.", {
  title: "Expenses 2024",
  updatedAt: "2024-02-01",
});
const newer = passageOf("The daily allowance for travel is 60 EUR. Keep receipts.", {
  title: "Expenses",
  updatedAt: "2026-03-01",
});
const old = { text: "The daily allowance for travel is 45 EUR.", passages: [older] };

test("the newer figure takes the older one's place, and the answer says so", () => {
  const { sentences, warnings } = preferNewer(QUESTION, [old], [older, newer]);
  expect(sentences).toEqual([
    { text: "The daily allowance for travel is 60 EUR.", passages: [newer] },
  ]);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]?.text).toContain("Expenses 2024");
});

test("the newer sentence is shown once when both were chosen", () => {
  const both = [old, { text: "The daily allowance for travel is 60 EUR.", passages: [newer] }];
  expect(preferNewer(QUESTION, both, [older, newer]).sentences).toHaveLength(1);
});

test.each([
  ["without dates", { updatedAt: undefined }],
  ["when the other page is older", { updatedAt: "2023-01-01" }],
  ["when the other page is about something else", { title: "Parking in Leipzig" }],
  ["when the other page is narrower", { title: "Expenses in Porto" }],
  ["when both say the same", { text: "The daily allowance for travel is 45 EUR." }],
])("nothing is replaced %s", (_, change) => {
  const other = { ...newer, ...change };
  expect(preferNewer(QUESTION, [old], [older, other])).toEqual({ sentences: [old], warnings: [] });
});

test("who asks about a year gets what held in it", () => {
  const asked = "What was the daily allowance in 2024?";
  expect(preferNewer(asked, [old], [older, newer])).toEqual({ sentences: [old], warnings: [] });
});

test("pages of one name and day are told apart by source and time", () => {
  const named = { title: "Expenses", source: "wiki", updatedAt: "2026-03-01T07:30:00Z" };
  const early = { ...older, ...named };
  const late = { ...newer, source: "drive", updatedAt: "2026-03-01T09:00:00Z" };
  const [warning] = preferNewer(QUESTION, [{ ...old, passages: [early] }], [early, late]).warnings;
  expect(warning?.text).toBe(
    "“Expenses” in wiki of 2026-03-01 07:30 was left aside for the newer “Expenses” in drive of 2026-03-01 09:00.",
  );
});
