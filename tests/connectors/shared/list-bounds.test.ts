import { expect, test } from "vitest";
import { listWhole } from "../../../connectors/notion/api/list-pages.ts";
import { pageThrough } from "../../../connectors/shared/http/page-through.ts";

const ENDLESS = { name: "ConnectorError", code: "unavailable" };

test.each([
  ["nothing", () => [], /nothing new for 1000 pages/],
  ["the same", () => [{ id: "a" }], /nothing new for 1000 pages/],
  ["something new each time", (n: number) => [{ id: String(n) }], /no end after 20001 items/],
])("a list whose cursors are always new and that brings %s is left", async (_, itemsOf, words) => {
  let asked = 0;
  const ask = async () => {
    asked += 1;
    return { items: itemsOf(asked), next: `c${asked}` };
  };
  const reading = Array.fromAsync(pageThrough("A list", ask));
  await expect(reading).rejects.toMatchObject({
    ...ENDLESS,
    message: expect.stringMatching(words),
  });
});

test("one of Notion's too", async () => {
  let asked = 0;
  const ask = async () => {
    asked += 1;
    return { results: [], has_more: true, next_cursor: `c${asked}` };
  };
  await expect(listWhole(ask)).rejects.toMatchObject(ENDLESS);
  expect(asked).toBe(1_000);
});

test("many pages of nothing before something are read", async () => {
  let asked = 0;
  const ask = async () => {
    asked += 1;
    const isLast = asked === 900;
    return { items: isLast ? [{ id: "a" }] : [], next: isLast ? undefined : `c${asked}` };
  };
  expect(await Array.fromAsync(pageThrough("A list", ask))).toEqual([{ id: "a" }]);
});
