import { afterEach, beforeEach, expect, test } from "vitest";
import { IndexAwayError, type VectorIndex } from "../../../src/vector-index/vector-index.ts";
import {
  type PineconeCounterpart,
  startPineconeCounterpart,
} from "../../counterparts/pinecone/start-pinecone-counterpart.ts";
import { documentOf, queryOf } from "../index-fixtures.ts";
import { createPineconeWorld, type PineconeWorld } from "./pinecone-world.ts";

// What becomes of searches while the service is away, slow or refusing, and when it is back.

const REST_MS = 2_000;

let counterpart: PineconeCounterpart;
let world: PineconeWorld;
let clock: { ahead: number };
let told: boolean[];
beforeEach(async () => {
  counterpart = await startPineconeCounterpart({ shownAfterMs: 0 });
  world = await createPineconeWorld(counterpart);
  clock = { ahead: 0 };
  told = [];
});
afterEach(async () => {
  await world.close();
  await counterpart.close();
});

const watching = { onAway: (isAway: boolean) => void told.push(isAway) };

/** With one document that is shown, on a clock that can be put forward. */
async function openWithLeave(
  more: Parameters<PineconeWorld["open"]>[1] = watching,
): Promise<VectorIndex> {
  const now = () => Date.now() + clock.ahead;
  const index = world.open({}, { now, tickMs: 3_600_000, ...more });
  await index.replaceDocuments([documentOf("a", ["parental leave"])]);
  expect(await index.search(queryOf("parental"))).toHaveLength(1);
  counterpart.world.requests.length = 0;
  return index;
}

const queries = () => counterpart.world.requests.filter(({ path }) => path === "/query").length;

async function searchInVain(index: VectorIndex): Promise<string> {
  const error = await index.search(queryOf("parental")).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(IndexAwayError);
  return (error as Error).message;
}

test.each([
  ["fails", { serverError: 1 }, /answers with an error of its own/],
  ["breaks connections", { cut: 1 }, /cannot be reached/],
  ["throttles", { rateLimited: 1, retryAfterSeconds: 30 }, /takes no more requests/],
])(
  "a service that %s is left alone after five failures, and searched again once it is back",
  async (_, faults, says) => {
    const index = await openWithLeave();
    counterpart.setFaults(faults);
    for (let time = 0; time < 5; time += 1) expect(await searchInVain(index)).toMatch(says);
    expect(told).toEqual([true]);
    const asked = counterpart.world.requests.length;
    const began = performance.now();
    for (let time = 0; time < 20; time += 1) {
      expect(await searchInVain(index)).toMatch(
        /Pinecone failed 5 times in a row and is left alone/,
      );
    }
    expect(counterpart.world.requests.length).toBe(asked);
    expect(performance.now() - began).toBeLessThan(2_000);
    counterpart.setFaults({});
    clock.ahead = REST_MS;
    expect(await index.search(queryOf("parental"))).toHaveLength(1);
    expect(told).toEqual([true, false]);
  },
  30_000,
);

test("a service that does not answer is given up after five seconds, not three times five", async () => {
  const index = await openWithLeave();
  counterpart.setFaults({ slowMs: 9_000 });
  const began = performance.now();
  expect(await searchInVain(index)).toMatch(/gave no answer within 5 s|cannot be reached/);
  expect(performance.now() - began).toBeLessThan(7_000);
}, 30_000);

test("a key that was taken back counts as away too: there is nothing else to ask", async () => {
  const index = await openWithLeave();
  counterpart.world.apiKey = "another";
  for (let time = 0; time < 5; time += 1) {
    expect(await searchInVain(index)).toBe("Pinecone refuses the key: check PINECONE_API_KEY.");
  }
  expect(told).toEqual([true]);
});

test("that it is away, and back, is known though nobody asks anything", async () => {
  const quickly = { ...watching, tickMs: 20, quietMs: 100 };
  await openWithLeave(quickly);
  counterpart.setFaults({ serverError: 1 });
  await expect.poll(() => told, { timeout: 15_000 }).toEqual([true]);
  counterpart.setFaults({});
  clock.ahead = REST_MS;
  await expect.poll(() => told, { timeout: 5_000 }).toEqual([true, false]);
  // And it is asked no more often than is needed to know.
  counterpart.world.requests.length = 0;
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(queries()).toBeGreaterThan(2);
  expect(queries()).toBeLessThan(12);
}, 30_000);

test("nothing is asked of it, nor told, where another index answers", async () => {
  const searched = { is: true };
  const isSearched = () => searched.is;
  await openWithLeave({ ...watching, isSearched, tickMs: 20, quietMs: 50 });
  counterpart.setFaults({ serverError: 1 });
  await expect.poll(() => told, { timeout: 15_000 }).toEqual([true]);
  searched.is = false;
  await expect.poll(() => told).toEqual([true, false]);
  clock.ahead = 3_600_000;
  counterpart.world.requests.length = 0;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(counterpart.world.requests).toEqual([]);
}, 30_000);
