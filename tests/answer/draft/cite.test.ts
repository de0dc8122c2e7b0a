import { expect, test } from "vitest";
import { createCiter, type SupportedSentence } from "../../../src/answer/draft/cite.ts";
import { splitDraft } from "../../../src/answer/draft/split-draft.ts";
import { stripMarks } from "../../../src/text/citation-marks.ts";
import { containsSentence } from "../../../src/text/split-sentences.ts";
import { passageOf } from "../passages.ts";

function cite(sentences: SupportedSentence[]) {
  const citer = createCiter(urlOf, asIs);
  const pieces = sentences.map((sentence) => citer.add(sentence));
  return { ...citer.result(), pieces };
}

const asIs = (text: string) => text;
const urlOf = (passage: { documentId: string }) => `https://docs.example/${passage.documentId}`;

test("passages are numbered in the order they are first cited, each once", () => {
  const leave = passageOf("Leave is 27 days. It is paid. Ask your lead.");
  const sick = passageOf("Call in before 09:30.");
  const cited = cite([
    { text: "Call in before 09:30.", passages: [sick] },
    { text: "Leave is 27 days.", passages: [leave] },
    { text: "Ask your lead.", passages: [leave] },
  ]);
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
  const { citations } = cite(sentences.map((text) => ({ text, passages: [leave] })));
  const quote = citations[0]?.quote ?? "";
  expect(leave.text).toContain(quote);
  expect(quote).not.toContain("Then rest");
  for (const sentence of sentences) expect(containsSentence(quote, sentence)).toBe(true);
  expect(citations[0]?.quotes).toEqual(["Leave is **27 days**.", "Ask your lead."]);
});

test("list items and tables stand on lines of their own", () => {
  const list = passageOf("You need:\n\n- a badge\n- a key\n\nThat is all.");
  const cited = cite([
    { text: "a badge", passages: [list] },
    { text: "a key", passages: [list] },
    { text: "That is all.", passages: [list] },
  ]);
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

test("what a run before this one has shown stays, with its numbers", () => {
  const leave = passageOf("Leave is 27 days. It is paid.");
  const sick = passageOf("Call in before 09:30.");
  const first = createCiter(urlOf, asIs);
  first.add({ text: "Leave is 27 days.", passages: [leave] });
  const second = createCiter(urlOf, asIs, first.result());
  expect(second.has("Leave is 27 days.")).toBe(true);
  second.add({ text: "Call in before 09:30.", passages: [sick] });
  second.add({ text: "It is paid.", passages: [leave] });
  const { text, citations, sentences } = second.result();
  expect(text).toBe("Leave is 27 days [1]. Call in before 09:30 [2]. It is paid [1].");
  expect(citations.map((c) => [c.n, c.documentId])).toEqual([
    [1, leave.documentId],
    [2, sick.documentId],
  ]);
  expect(sentences).toHaveLength(3);
});

test("a sentence in other words quotes what says it, and keeps the draft's layout", () => {
  const leave = passageOf("Leave is **27 days**. It is paid. Ask your lead.");
  const { text, citations } = cite([
    {
      text: "You get 27 days.",
      passages: [leave],
      quotes: new Map([[leave, ["Leave is **27 days**."]]]),
    },
    {
      text: "- Paid",
      passages: [leave],
      quotes: new Map([[leave, ["It is paid."]]]),
      before: "\n\n",
    },
  ]);
  expect(text).toBe("You get 27 days [1].\n\n- Paid [1]");
  expect(citations[0]?.quote).toBe("Leave is **27 days**. It is paid.");
});

test("a mark behind a code block stands below it: on the fence it would keep it from closing", () => {
  const vpn = passageOf("Renew it with\n\n```\nost vpn renew\n```\n\nThen sign in.");
  const { text } = cite([
    { text: "```\nost vpn renew\n```", passages: [vpn] },
    { text: "Then sign in.", passages: [vpn] },
  ]);
  expect(text).toContain("```\nost vpn renew\n```\n[1]");
});
