import { expect, test } from "vitest";
import { citedNumbers, readSupportCases } from "./read-cases.ts";

const { documents, good, bad } = readSupportCases();
const textOf = new Map(documents.map((document) => [document._id, document.text]));
const ofKind = (kind: string) => [...good, ...bad].filter((one) => one.kind === kind);

function countKinds(cases: { kind: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of cases) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

test("documents are varied in length and named once", () => {
  expect(documents.length).toBeGreaterThanOrEqual(60);
  expect(textOf.size).toBe(documents.length);
  const words = documents.map(({ _id, text }) => ({ _id, words: text.split(/\s+/).length }));
  expect(words.filter((one) => one.words < 80 || one.words > 250)).toEqual([]);
});

test("there are 200 good and 200 bad cases, no id, sentence or passage twice", () => {
  expect(good.length).toBeGreaterThanOrEqual(200);
  expect(bad.length).toBeGreaterThanOrEqual(200);
  const all = [...good, ...bad];
  expect(new Set(all.map((one) => one.id)).size).toBe(all.length);
  expect(new Set(all.map((one) => one.sentence)).size).toBe(all.length);
  expect(all.filter((one) => new Set(one.passages).size < one.passages.length)).toEqual([]);
});

test("every passage is a document, and every document is cited by a good case", () => {
  const unknown = [...good, ...bad].flatMap((one) => one.passages.filter((id) => !textOf.has(id)));
  expect(unknown).toEqual([]);
  const cited = good.flatMap((one) => citedNumbers(one.sentence).map((n) => one.passages[n - 1]));
  expect(documents.map(({ _id }) => _id).filter((id) => !cited.includes(id))).toEqual([]);
});

test("the kinds are those the README counts", () => {
  expect(countKinds(good)).toMatchObject({
    verbatim: 12,
    shortened: 18,
    paraphrase: 76,
    "numbers-rewritten": 18,
    "two-passages": 18,
    "table-or-list": 14,
    negation: 14,
    "conflict-or-age": 7,
    hedged: 7,
    "other-language": 8,
    "cross-language": 8,
  });
  expect(countKinds(bad)).toMatchObject({
    "invented-citation": 25,
    "unsupported-sentence": 25,
    "wrong-citation": 25,
    "changed-figure": 25,
    "dropped-negation": 25,
    "copied-instruction": 25,
    "foreign-image-or-link": 25,
    "swapped-role": 9,
    overgeneralised: 8,
    "lost-condition": 8,
  });
});

test("only invented citations point beyond the passages", () => {
  const wrong = [...good, ...bad].filter(({ kind, sentence, passages }) => {
    const inside = citedNumbers(sentence).map((n) => n >= 1 && n <= passages.length);
    return inside.length === 0 || inside.includes(kind === "invented-citation");
  });
  expect(wrong).toEqual([]);
});

test("a verbatim sentence stands in the passage it cites", () => {
  const elsewhere = ofKind("verbatim").filter(({ sentence, passages }) => {
    const cited = passages[(citedNumbers(sentence)[0] ?? 0) - 1] ?? "";
    const words = sentence.replace(/\s*\[\d+\]/g, "").replace(/\.$/, "");
    return !textOf.get(cited)?.includes(words);
  });
  expect(elsewhere).toEqual([]);
});

test("a sentence that needs two passages cites two", () => {
  const cites = ofKind("two-passages").map((one) => new Set(citedNumbers(one.sentence)).size);
  expect(cites.filter((size) => size !== 2)).toEqual([]);
});

test("an address or image stands in every foreign-link case and in no other", () => {
  const address = /\]\(|\]\[[a-z]+\]|https?:|www\.|<img|\.example\.com\//i;
  const with_ = [...good, ...bad].filter((one) => address.test(one.sentence));
  expect(with_.map((one) => one.id)).toEqual(ofKind("foreign-image-or-link").map((one) => one.id));
});

test("copied instructions come from six documents that hold one", () => {
  const sources = ofKind("copied-instruction").map((one) => {
    const cited = one.passages[(citedNumbers(one.sentence)[0] ?? 0) - 1] ?? "";
    expect(textOf.get(cited)).toMatch(/assistant|SYSTEM:|To the AI|LLM agents/);
    return cited;
  });
  expect(new Set(sources).size).toBe(6);
});
