import { pino } from "pino";
import { expect, it } from "vitest";
import type { JobWork } from "../../../src/conversation/run-jobs.ts";
import { doJobs, untilTimeIsUp } from "../../../src/entrypoints/lambda/do-jobs.ts";
import { createStorageQueue } from "../../../src/queue/storage-queue/create-storage-queue.ts";
import { temporaryStorage } from "../../storage/temporary-storage.ts";

const logger = pino({ enabled: false });
const message = (messageId: string, body: string) => ({ messageId, body }) as never;
const wakeUp = (messageId: string, kind = "work") => message(messageId, JSON.stringify({ kind }));

async function openWork() {
  const { database } = await temporaryStorage();
  const queue = createStorageQueue(database, { maxAttempts: 3, backoffMs: 1 });
  const done: string[] = [];
  const work: JobWork = {
    ...{ kind: "work", name: "Work", slots: 1, leaseMs: 5_000, describe: () => ({}) },
    async handle({ payload }, signal) {
      if (payload === "fails") throw new Error("It fails.");
      if (payload === "long")
        await new Promise((_, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason), { once: true });
        });
      done.push(String(payload));
    },
    died: async () => undefined,
  };
  const add = (key: string) => queue.enqueue({ kind: "work", key, payload: key });
  return { queue, done, work, add };
}

const forLong = () => new AbortController().signal;

it("does a job for each wake-up, and nothing for one that comes too often", async () => {
  const { queue, done, work, add } = await openWork();
  for (const key of ["a", "b"]) await add(key);
  const Records = ["1", "2", "3", "4"].map((id) => wakeUp(id));
  const answer = await doJobs({ Records }, [work], { queue, logger }, forLong());
  expect(answer).toEqual({ batchItemFailures: [] });
  expect(done.sort()).toEqual(["a", "b"]);
  expect(await queue.stats()).toMatchObject({ waiting: 0, running: 0, dead: 0 });
});

it("gives back what nobody here knows, and no other of its batch", async () => {
  const { queue, done, work, add } = await openWork();
  await add("a");
  const Records = [
    wakeUp("1", "unknown"),
    message("2", "no JSON"),
    wakeUp("3"),
    message("4", "{}"),
  ];
  const answer = await doJobs({ Records }, [work], { queue, logger }, forLong());
  expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual([
    "1",
    "2",
    "4",
  ]);
  expect(done).toEqual(["a"]);
});

it("a job that fails is the queue's to give out again, a queue that fails is SQS's", async () => {
  const { queue, work, add } = await openWork();
  await add("fails");
  const Records = [wakeUp("1")];
  expect(await doJobs({ Records }, [work], { queue, logger }, forLong())).toEqual({
    batchItemFailures: [],
  });
  expect(await queue.stats()).toMatchObject({ waiting: 1, running: 0, dead: 0 });
  const broken = { ...queue, claim: () => Promise.reject(new Error("The database is away.")) };
  expect(await doJobs({ Records }, [work], { queue: broken, logger }, forLong())).toEqual({
    batchItemFailures: [{ itemIdentifier: "1" }],
  });
});

it("puts back what its time is too short for, with no attempt used up", async () => {
  const { queue, work, add } = await openWork();
  await add("long");
  const stop = untilTimeIsUp({ getRemainingTimeInMillis: () => 8_050 });
  const answer = await doJobs({ Records: [wakeUp("1")] }, [work], { queue, logger }, stop);
  expect(answer).toEqual({ batchItemFailures: [] });
  expect(await queue.claim(["work"], "another", 1_000)).toMatchObject({
    attempt: 1,
    payload: "long",
  });
});
