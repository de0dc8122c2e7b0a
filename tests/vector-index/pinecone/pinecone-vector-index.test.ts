import { afterAll, beforeAll, expect, test } from "vitest";
import type { IndexQuery, VectorIndex } from "../../../src/vector-index/vector-index.ts";
import { vectorIndexContract } from "../../contracts/vector-index-contract.ts";
import {
  hasOfficialDescriptions,
  readOfficialDescriptions,
} from "../../counterparts/pinecone/checks/official-description.ts";
import {
  type PineconeCounterpart,
  startPineconeCounterpart,
} from "../../counterparts/pinecone/start-pinecone-counterpart.ts";
import { createPineconeWorld, type PineconeWorld } from "./pinecone-world.ts";

const MANY_LISTS = 12_000;

let counterpart: PineconeCounterpart;
beforeAll(async () => {
  const official = hasOfficialDescriptions() ? await readOfficialDescriptions() : undefined;
  counterpart = await startPineconeCounterpart({ shownAfterMs: 300, official });
});
afterAll(() => counterpart.close());

const openIn = (world: PineconeWorld, index: VectorIndex): VectorIndex => ({
  ...index,
  close: () => world.close(),
});

vectorIndexContract("the index at Pinecone, which shows writes late", async () => {
  counterpart.world.shownAfterMs = 300;
  const world = await createPineconeWorld(counterpart);
  return openIn(world, world.open());
});

/** Searches as a process does that was not there when the passages were written. */
function searchingAfterwards(world: PineconeWorld): VectorIndex {
  const index = world.open();
  const afterwards = (name: "search" | "searchBaseline") => async (query: IndexQuery) => {
    await world.settled();
    return world.open()[name](query);
  };
  return openIn(world, {
    ...index,
    search: afterwards("search"),
    searchBaseline: afterwards("searchBaseline"),
  });
}

vectorIndexContract("the index at Pinecone, once it shows everything", async () => {
  counterpart.world.shownAfterMs = 20;
  return searchingAfterwards(await createPineconeWorld(counterpart));
});

vectorIndexContract("the index at Pinecone, for who may read thousands of lists", async () => {
  counterpart.world.shownAfterMs = 20;
  const index = searchingAfterwards(await createPineconeWorld(counterpart));
  const others = Array.from({ length: MANY_LISTS }, (_, at) => 1_000 + at);
  const search = (query: IndexQuery) => {
    const half = query.allowedAccessIds.length === 0 ? [] : others;
    const allowedAccessIds = [...half, ...query.allowedAccessIds];
    return index.search({ ...query, allowedAccessIds });
  };
  return { ...index, search };
});

test("all that was said fits the vendor's own description", ({ skip }) => {
  if (!hasOfficialDescriptions()) return skip("no ../shared");
  expect(counterpart.world.requests.length).toBeGreaterThan(100);
  expect([...new Set(counterpart.world.problems)]).toEqual([]);
});
