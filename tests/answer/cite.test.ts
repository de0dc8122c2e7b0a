import { expect, test } from "vitest";
import { cite } from "../../src/answer/cite.ts";
import { splitDraft, stripMarks } from "../../src/answer/split-draft.ts";
import { containsSentence } from "../../src/text/split-sentences.ts";
import { passageOf } from "./passages.ts";

const urlOf = (passage: { documentId: string }) => `https://docs.example/${passage.documentId}`;

test("passages are numbered in the order they are first cited, each once", () => {
  const leave = passageOf("Leave is 27 days. It is paid. Ask your lead.");
  const sick = passageOf("Call in before 09:30.");
  const cited = cite(
    [
      { text: "Call in before 09:30.", passages: [sick] },
      { text: "Leave is 27 days.", passages: [leave] },
      { text: "Ask your lead.", passages: [leave] },
    ],
    urlOf,
  );
  expect(cited.text).toBe("Call in before 09:30 [1]. Leave is 27 days [2]. Ask your lead [2].");
  expect(cited.citations.map((c) => [c.n, c.documentId])).toEqual([
    [1, sick.documentId],
    [2, leave.documentId],
  ]);
  expect(cited.pieces.join("")).toBe(cited.text);
});

test("a quote is verbatim and reaches from the first cited sentence to the last", () => {
  const leave = passageOf("Leave is **27 days**. It is paid. Ask your lead. Then rest.");
  const sentences = ["Leave is 27 days.", "Ask your lead."];
  const { citations } = cite(
    sentences.map((text) => ({ text, passages: [leave] })),
    urlOf,
  );
  const quote = citations[0]?.quote ?? "";
  expect(leave.text).toContain(quote);
  expect(quote).not.toContain("Then rest");
  for (const sentence of sentences) expect(containsSentence(quote, sentence)).toBe(true);
});

test("list items and tables stand on lines of their own", () => {
  const list = passageOf("You need:\n\n- a badge\n- a key\n\nThat is all.");
  const cited = cite(
    [
      { text: "a badge", passages: [list] },
      { text: "a key", passages: [list] },
      { text: "That is all.", passages: [list] },
    ],
    urlOf,
  );
  expect(cited.text).toBe("a badge [1]\na key [1]\nThat is all [1].");
});

test("a draft is cut after its marks, and what cites nothing is known", () => {
  expect(splitDraft("Ten days [1]. Paid [2][3].\nIn advance. [1]\nNobody said this.")).toEqual([
    { text: "Ten days.", citations: [1] },
    { text: "Paid.", citations: [2, 3] },
    { text: "In advance.", citations: [1] },
    { text: "Nobody said this.", citations: [] },
  ]);
  expect(stripMarks("Ten days [1]. Paid [2][3].")).toBe("Ten days. Paid.");
});
