import { expect, test } from "vitest";
import { prepareContext } from "../../../src/answer/retrieval/prepare-context.ts";
import type { RetrievedPassage } from "../../../src/answer/retrieval/retrieve-passages.ts";
import { passageOf } from "../passages.ts";

const WRITER = { maxPassages: 6, maxPassageTokens: 1_000 };
const text = "The badge office is open from nine to noon on every working day of the week.";

test("a copy is folded into the newest, in the place that the best copy earned", () => {
  const old = passageOf(text, { updatedAt: "2023-01-01", score: 0.9 });
  const copy = passageOf(text, { updatedAt: "2026-01-01", score: 0.5 });
  const other = passageOf("Parking is free for guests of the house after six in the evening.", {
    score: 0.7,
  });
  const context = prepareContext([old, other, copy], WRITER);
  expect(context.map((p) => p.documentId)).toEqual([copy.documentId, other.documentId]);
  expect(context[0]?.score).toBe(0.9);
});

test("neighbours of one document are joined in the document's order", () => {
  const second = passageOf("Second part of the page.", { documentId: "a", ordinal: 1 });
  const stranger = passageOf("Something else altogether here.", { documentId: "b", ordinal: 0 });
  const first = passageOf("First part of the page.", { documentId: "a", ordinal: 0 });
  const far = passageOf("A later part of the page.", { documentId: "a", ordinal: 5 });
  const context = prepareContext([second, stranger, first, far], WRITER);
  expect(context.map((p) => p.text)).toEqual([
    "First part of the page.\n\nSecond part of the page.",
    "Something else altogether here.",
    "A later part of the page.",
  ]);
});

test("no more passages are read than a writer can use", () => {
  const many = Array.from({ length: 20 }, (_, i) =>
    passageOf(`Fact number ${i} about topic ${i}.`),
  );
  expect(prepareContext(many, WRITER)).toHaveLength(6);
});

test("what does not fit into the writer's window is left out, and smaller passages get its place", () => {
  const [first, long, small] = ["first ".repeat(20), "long ".repeat(900), "small ".repeat(20)].map(
    (text) => passageOf(text),
  ) as [RetrievedPassage, RetrievedPassage, RetrievedPassage];
  const context = prepareContext([first, long, small], WRITER);
  expect(context.map((p) => p.documentId)).toEqual([first.documentId, small.documentId]);
  expect(prepareContext([long], { maxPassages: 6, maxPassageTokens: 10 })).toHaveLength(1);
});
