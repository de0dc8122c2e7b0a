import { expect, test } from "vitest";
import { containsSentence, plainText, splitSentences } from "../../src/text/split-sentences.ts";

function textsOf(markdown: string): string[] {
  return splitSentences(markdown).map((sentence) => sentence.text);
}

test("abbreviations, decimals, initials and addresses end no sentence", () => {
  const text =
    "Dr. Lindqvist pays approx. 3.5 kr. per page, e.g. for maps. See https://maps.example/a.b now. J. Moe agreed.";
  expect(textsOf(text)).toEqual([
    "Dr. Lindqvist pays approx. 3.5 kr. per page, e.g. for maps.",
    "See https://maps.example/a.b now.",
    "J. Moe agreed.",
  ]);
});

test("full stops of Chinese and Japanese end a sentence without a space", () => {
  expect(textsOf("年假有二十天。请提前申请！")).toEqual(["年假有二十天。", "请提前申请！"]);
});

test("offsets point at the sentence in the Markdown", () => {
  const text = "# Leave\n\nAsk **early**. Rest well.\n\n- One\n- Two\n";
  for (const sentence of splitSentences(text)) {
    expect(text.slice(sentence.start, sentence.end)).toBe(sentence.text);
  }
});

test("list items know the line that leads to them", () => {
  const [lead, first, second] = splitSentences("Bring along:\n\n1. A badge\n2. A smile\n");
  expect(lead?.kind).toBe("prose");
  expect(first).toMatchObject({ kind: "list-item", text: "1. A badge", lead: "Bring along:" });
  expect(second?.lead).toBe("Bring along:");
});

test("table rows know their header, and the header is no row", () => {
  const rows = splitSentences("| Plan | Days |\n| --- | --- |\n| Gold | 31 |\n| Tin | 9 |");
  expect(rows.map((row) => row.text)).toEqual(["| Gold | 31 |", "| Tin | 9 |"]);
  expect(rows[0]).toMatchObject({ kind: "table-row", lead: "| Plan | Days |" });
});

test("a code block stays whole", () => {
  const code = "```sh\ncd moon. Then go.\n\nmake\n```";
  expect(splitSentences(`Run this:\n\n${code}\n`)[1]).toMatchObject({ kind: "code", text: code });
});

test("a short line of its own before text is a heading", () => {
  const kinds = splitSentences("Where we sit\n\nThe desks are upstairs.").map((one) => one.kind);
  expect(kinds).toEqual(["heading", "prose"]);
});

test("marks go, words stay", () => {
  expect(
    plainText("Open [the **old** door](https://door.example/a_b) with `key_one`, _gently_."),
  ).toBe("Open the old door with key_one, gently.");
  expect(plainText("2 * 3 * 4 and snake_case_name")).toBe("2 * 3 * 4 and snake_case_name");
});

test("a sentence is found whatever the white space and marks, and only if it is there", () => {
  const passage =
    "Guests get\n**two** [badges](https://x.example).\n\n| Plan | Days |\n|--|--|\n|Gold|31|";
  expect(containsSentence(passage, "Guests get two badges.")).toBe(true);
  expect(containsSentence(passage, "Plan | Days\nGold | 31")).toBe(true);
  expect(containsSentence(passage, "Guests get three badges.")).toBe(false);
  expect(containsSentence(passage, "")).toBe(false);
});
