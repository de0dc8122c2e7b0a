import { expect, test } from "vitest";
import { createSentenceSplitter } from "../../../src/answer/draft/split-draft.ts";

/** What comes out when a text arrives in pieces of this many characters. */
function split(text: string, size: number) {
  const splitter = createSentenceSplitter();
  const sentences = [];
  for (let at = 0; at < text.length; at += size) {
    sentences.push(...splitter.push(text.slice(at, at + size)));
  }
  return [...sentences, ...splitter.end()].map(({ text: own, citations }) => [own, citations]);
}

test.each([
  [
    "marks before or after the stop",
    "Ten days [1]. Paid. [2]",
    [
      ["Ten days.", [1]],
      ["Paid.", [2]],
    ],
  ],
  [
    "several marks, in several ways",
    "A [1][3]. B [1, 2]! C 【4†page】.",
    [
      ["A.", [1, 3]],
      ["B!", [1, 2]],
      ["C.", [4]],
    ],
  ],
  [
    "a mark that is a link",
    "Ten days [1](https://elsewhere.example/x). Paid [2].",
    [
      ["Ten days.", [1]],
      ["Paid.", [2]],
    ],
  ],
  [
    "marks at the end of what they belong to",
    "One thing. Another thing [2].",
    [
      ["One thing.", [2]],
      ["Another thing.", [2]],
    ],
  ],
  [
    "what follows marks in the same paragraph",
    "Ten days [1]. That is all.",
    [
      ["Ten days.", [1]],
      ["That is all.", [1]],
    ],
  ],
  [
    "a new paragraph",
    "Ten days [1].\n\nI hope this helps!",
    [
      ["Ten days.", [1]],
      ["I hope this helps!", []],
    ],
  ],
  [
    "a lead-in and its list",
    "You need:\n\n- a badge [1]\n- a key [2]",
    [
      ["You need:", [1]],
      ["- a badge", [1]],
      ["- a key", [2]],
    ],
  ],
  [
    "headings",
    "## Leave\n\nTen days [1].\n\n**Summary**\n\nPaid [1].",
    [
      ["Ten days.", [1]],
      ["Paid.", [1]],
    ],
  ],
  ["code that looks like a mark", "Read `list[0]` first [2].", [["Read `list[0]` first.", [2]]]],
  [
    "abbreviations and figures",
    "It costs 3.50 EUR, e.g. for lunch [1]. Dr. Vos signs [2].",
    [
      ["It costs 3.50 EUR, e.g. for lunch.", [1]],
      ["Dr. Vos signs.", [2]],
    ],
  ],
  [
    "other scripts",
    "有十天假期[1]。需要提前申请[2]。",
    [
      ["有十天假期。", [1]],
      ["需要提前申请。", [2]],
    ],
  ],
  [
    "marks in the middle",
    "Six hours then [1], but nine hours now [2]. Ask [3] or write [3].",
    [
      ["Six hours then, but nine hours now.", [1, 2]],
      ["Ask or write.", [3]],
    ],
  ],
  [
    "a mark in the middle and none at the end",
    "Six hours [1], but not on Sundays. Then rest [2].",
    [
      ["Six hours, but not on Sundays.", [1, 2]],
      ["Then rest.", [1, 2]],
    ],
  ],
  [
    "marks as models write them",
    "A [^1]. B [ 2 ]. C [1-3]. D [1 and 4]. E ［５］. F [Passage 6]. G [[7]](http://x.example).",
    [
      ["A.", [1]],
      ["B.", [2]],
      ["C.", [1, 2, 3]],
      ["D.", [1, 4]],
      ["E.", [5]],
      ["F.", [6]],
      ["G.", [7]],
    ],
  ],
  ["brackets that are no marks", "Press [Enter] and wait [2].", [["Press [Enter] and wait.", [2]]]],
  ["nothing cited", "I do not know.", [["I do not know.", []]]],
  ["white space", " \n ", []],
])("%s, however the text is cut", (_, text, expected) => {
  for (const size of [1, 2, 3, 7, 1000]) expect(split(text, size)).toEqual(expected);
});

test("a sentence comes out with its stop, and without one when nothing more comes", () => {
  const splitter = createSentenceSplitter();
  expect(splitter.push("Ten days [1].")).toHaveLength(1);
  expect(splitter.push(" They are paid. [2]")).toHaveLength(0);
  expect(splitter.isWaiting).toBe(true);
  expect(splitter.pause()).toMatchObject([{ text: "They are paid.", citations: [2] }]);
  expect(splitter.push(" And then")).toEqual([]);
  expect(splitter.pause()).toEqual([]);
});

test("code is not cut, and a fence that never closes holds nothing back at the end", () => {
  const code = "Run this:\n\n```\nx[0] = 1\n\ny[1] = 2\n```\n[1]\n\nThen rest [2].";
  const sentences = split(code, 5);
  expect(sentences).toContainEqual(["```\nx[0] = 1\n\ny[1] = 2\n```", [1]]);
  expect(sentences.at(-1)).toEqual(["Then rest.", [2]]);
  expect(split("Run this [1].\n\n```\nopen", 4)[0]).toEqual(["Run this.", [1]]);
});
