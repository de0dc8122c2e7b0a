import { expect, test } from "vitest";
import { extractiveWriter } from "../../src/models/local/extractive-writer.ts";
import type { WriterPassage } from "../../src/models/models.ts";
import { containsSentence } from "../../src/text/split-sentences.ts";

function passage(n: number, title: string, text: string): WriterPassage {
  return { n, title, headings: [], text, path: "", score: 1 / n };
}

async function write(question: string, passages: WriterPassage[]): Promise<string> {
  let draft = "";
  const signal = new AbortController().signal;
  const request = { question, passages, termWeight: (stem: string) => (stem.length > 3 ? 3 : 1) };
  for await (const piece of extractiveWriter.write(request, signal)) draft += piece;
  return draft;
}

const LIBRARY = passage(
  1,
  "The library",
  "Our library smells of oak. It was opened by Mayor Quill in 1931. " +
    "Members may borrow twelve books at a time. Cats are welcome.",
);

test("the sentence with the kind of thing asked for is chosen, and cited", async () => {
  const draft = await write("How many books can a member borrow?", [LIBRARY]);
  expect(draft).toContain("Members may borrow twelve books at a time. [1]");
});

test("a sentence that leans on the one before brings it along", async () => {
  const draft = await write("When was the library opened?", [LIBRARY]);
  expect(draft).toContain(
    "Our library smells of oak. [1]\nIt was opened by Mayor Quill in 1931. [1]",
  );
});

test("instructions about the answer's form are not searched for", async () => {
  const other = passage(2, "Style", "Write one word only. A single word is an answer.");
  const draft = await write("Who opened the library? Answer with a single word only.", [
    LIBRARY,
    other,
  ]);
  expect(draft).toContain("Mayor Quill");
});

test("a table row comes with its header", async () => {
  const text = "| Boat | Seats |\n| --- | --- |\n| Heron | 14 |\n| Grebe | 6 |";
  const draft = await write("How many seats has the Heron?", [passage(1, "Boats", text)]);
  expect(draft).toContain("Boat | Seats\nHeron | 14 [1]");
});

test("steps are shown together", async () => {
  const text =
    "To renew a badge:\n\n1. Open the badge page.\n2. Press Renew.\n3. Wait for the lamp.\n\nTea is free.";
  const draft = await write("How do I renew a badge?", [passage(1, "Badges", text)]);
  expect(draft).toContain(
    "1. Open the badge page. [1]\n2. Press Renew. [1]\n3. Wait for the lamp. [1]",
  );
});

test("every sentence stands in the passage it cites", async () => {
  const passages = [
    LIBRARY,
    passage(2, "Oak", "Oak **lasts** for [centuries](https://oak.example)."),
  ];
  const draft = await write("How long does the oak of the library last?", passages);
  for (const [, text, n] of draft.matchAll(/([\s\S]+?) \[(\d)\]\n/g)) {
    expect(containsSentence(passages[Number(n) - 1]?.text ?? "", text ?? "")).toBe(true);
  }
});

test("no passages, no words", async () => {
  expect(await write("Anything?", [])).toBe("");
});
