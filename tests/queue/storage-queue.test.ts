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
