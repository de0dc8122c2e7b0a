import { createStorageQueue } from "../../../src/queue/storage-queue/create-storage-queue.ts";
import { queueContract } from "../../contracts/queue-contract.ts";
import { storageContract } from "../../contracts/storage-contract.ts";
import { usePostgres } from "./postgres-world.ts";

const postgres = usePostgres();

storageContract("postgres", () => postgres.open());

queueContract("postgres", async () => {
  const { database } = await postgres.open();
  let now = 1_800_000_000_000;
  return {
    queue: createStorageQueue(database, { maxAttempts: 3, backoffMs: 1_000, now: () => now }),
    pass(ms) {
      now += ms;
    },
  };
});
