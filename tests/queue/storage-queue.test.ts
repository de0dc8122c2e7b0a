import { expect, test } from "vitest";
import { createStorageQueue } from "../../src/queue/storage-queue/create-storage-queue.ts";
import { queueContract } from "../contracts/queue-contract.ts";
import { temporaryStorage } from "../storage/temporary-storage.ts";

queueContract("sqlite", async () => {
  const { database } = await temporaryStorage();
  let now = 1_800_000_000_000;
  const queue = createStorageQueue(database, {
    maxAttempts: 3,
    backoffMs: 1_000,
    now: () => now,
  });
  return {
    queue,
    pass(ms) {
      now += ms;
    },
  };
});

test("tells since when the oldest job waits, whatever head start or pause others have", async () => {
  const { database } = await temporaryStorage();
  let now = 1_800_000_000_000;
  const queue = createStorageQueue(database, { maxAttempts: 1, backoffMs: 1, now: () => now });
  const oldest = async () => (await queue.stats()).oldestQueuedAt;
  expect(await oldest()).toBeUndefined();
  await queue.enqueue({ kind: "a", key: "1", payload: {}, delayMs: 60_000 });
  now += 5_000;
  await queue.enqueue({ kind: "b", key: "2", payload: {}, headStartMs: 60_000 });
  expect(await oldest()).toBe(1_800_000_000_000);
  const early = await queue.claim(["b"], "w", 1_000);
  expect(await oldest()).toBe(1_800_000_000_000);
  now += 60_000;
  const late = await queue.claim(["a"], "w", 1_000);
  await queue.complete(late?.id ?? "", "w");
  expect(await oldest()).toBe(1_800_000_005_000);
  // What is dead waits no more.
  await queue.fail(early?.id ?? "", "w", "It is broken.");
  expect(await oldest()).toBeUndefined();
});
