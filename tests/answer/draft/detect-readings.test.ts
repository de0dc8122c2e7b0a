import { expect, test } from "vitest";
import { detectReadings } from "../../../src/answer/draft/detect-readings.ts";
import { passageOf } from "../passages.ts";

const europe = passageOf("Hotels up to 180 EUR a night.", { title: "Travel policy Europe" });
const americas = passageOf("Hotels up to 220 USD a night.", { title: "Travel policy Americas" });
const answering = [europe, americas];

test("two pages that differ by what the question leaves out are two readings", () => {
  const choices = detectReadings(
    "What does the travel policy say of hotels?",
    [europe, americas],
    answering,
  );
  expect(choices).toEqual(["Travel policy Europe", "Travel policy Americas"]);
});

test.each([
  [
    "the question names one of them",
    "travel policy hotels in Europe",
    [europe, americas],
    answering,
  ],
  [
    "only one of them is in the answer",
    "travel policy hotels",
    [europe, americas],
    answering.slice(0, 1),
  ],
  [
    "the second comes far behind",
    "travel policy hotels",
    [europe, { ...americas, score: 0.3 }],
    answering,
  ],
  [
    "one title only adds to the other",
    "travel policy hotels",
    [europe, { ...americas, title: "Travel policy Europe 2024" }],
    answering,
  ],
])("there is one reading when %s", (_, question, passages, shown) => {
  expect(detectReadings(question, passages, shown)).toEqual([]);
});
