import { expect, test } from "vitest";
import { createLeakFinder } from "../../../src/evaluation/permissions/find-leak.ts";

const DOCUMENTS = [
  {
    id: "board",
    title: "Merger with Halcyon",
    text: "The board buys Halcyon Freight for a price that nobody outside knows. The code is 4711ab.",
    url: "https://wiki.test/board",
  },
  {
    id: "news",
    title: "News",
    text: "Our lorries are serviced every spring. The canteen of the harbour office is closed on Mondays.",
    url: "https://wiki.test/news",
  },
  {
    id: "copy",
    title: "Old news",
    text: "The canteen of the harbour office is closed on Mondays. Nothing else is known.",
  },
  { id: "short", title: "Pay", text: "Half pay" },
];
const findLeaks = createLeakFinder(DOCUMENTS);
const all = new Set(DOCUMENTS.map(({ id }) => id));
const only = (...ids: string[]) => ({ isReadable: (id: string) => ids.includes(id) });

test("whoever may read everything is shown nothing that leaks", () => {
  expect(findLeaks(DOCUMENTS, { isReadable: (id) => all.has(id) })).toEqual([]);
});

test.each([
  ["its id", { citations: [{ documentId: "board" }] }, "id"],
  ["its address", { text: "See https://wiki.test/board, then." }, "url"],
  ["its title", { nearest: [{ title: "Merger with Halcyon" }] }, "title"],
  ["a run of its words", ["They say a price that nobody outside knows."], "text"],
  ["words across marks and line ends", "buys *Halcyon*\nFreight, for a PRICE", "text"],
  ["a code alone", "It is 4711AB.", "text"],
])("a document is given away by %s", (_, shown, what) => {
  const found = findLeaks(shown, only("news", "copy", "short"));
  expect(found.map((leak) => [leak.documentId, leak.what])).toEqual([["board", what]]);
});

test("a document of fewer words than a run is given away by all of them", () => {
  expect(findLeaks("It says: half pay.", only("news"))).toMatchObject([{ documentId: "short" }]);
});

test("what a readable document says, too, comes from that one", () => {
  const shown = "The canteen of the harbour office is closed on Mondays.";
  expect(findLeaks(shown, only("news"))).toEqual([]);
  expect(findLeaks(shown, only("copy"))).toEqual([]);
  expect(findLeaks(shown, only("board"))).toMatchObject([{ what: "text" }]);
});

test("what people said themselves tells them nothing", () => {
  const question = "What of the merger with Halcyon?";
  const query = { ...only("news"), said: [question] };
  expect(findLeaks({ searchedFor: question }, query)).toEqual([]);
  expect(findLeaks({ searchedFor: question }, only("news"))).toHaveLength(1);
});

test("two sentences of two documents make no run of a third", () => {
  const finder = createLeakFinder([
    { id: "a", title: "A", text: "The gate closes at ten." },
    { id: "b", title: "B", text: "Lunch is served at noon." },
    {
      id: "c",
      title: "C",
      text: "The gate closes at ten. Lunch is served at noon. Bring a badge along.",
    },
  ]);
  const shown = "The gate closes at ten [1]. Lunch is served at noon [2].";
  expect(finder(shown, only("a", "b"))).toEqual([]);
});

test("without spaces between words, a phrase that everybody uses is no run", () => {
  const finder = createLeakFinder([
    {
      id: "open",
      title: "公開",
      text: "詳しくはこちらをクリックしてください。申請は三日かかります。",
    },
    {
      id: "secret",
      title: "秘密",
      text: "こちらをクリックしてくださいませ。買収の予算は来年の四月に取締役会で決まります。",
    },
  ]);
  expect(finder("買収はこちらをクリックしてください。", only("open"))).toEqual([]);
  expect(finder("買収の予算は来年の四月に取締役会で決まります。", only("open"))).toHaveLength(1);
});
