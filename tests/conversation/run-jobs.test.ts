import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { ChatError } from "../../src/chat/chat-error.ts";
import { runJobs } from "../../src/conversation/run-jobs.ts";
import type { Job } from "../../src/queue/queue.ts";
import { createStorageQueue } from "../../src/queue/storage-queue/create-storage-queue.ts";
import { temporaryStorage } from "../storage/temporary-storage.ts";

const LEASE_MS = 600;

/** A queue with one job, and workers that do nothing with it until they are told that they lost it. */
async function openWork() {
  const { database } = await temporaryStorage();
  let paused = 0;
  const now = () => Date.now() + paused;
  const queue = createStorageQueue(database, { maxAttempts: 50, backoffMs: 1_000, now });
  await queue.enqueue({ kind: "work", key: "one", payload: {} });
  const stop = new AbortController();
  const begun: AbortSignal[] = [];
  const handle = (_: Job, signal: AbortSignal) =>
    new Promise<void>((_resolve, reject) => {
      begun.push(signal);
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
  const work = {
    ...{ kind: "work", name: "Work", slots: 5, leaseMs: LEASE_MS, handle },
    describe: () => ({}),
    died: async () => undefined,
  };
  const done = runJobs(work, { queue, logger: pino({ enabled: false }) }, stop.signal);
  onTestFinished(async () => {
    stop.abort();
    await done;
  });
  await expect.poll(() => begun.length).toBe(1);
  return {
    queue,
    begun,
    /** All its leases run out, as when a machine sleeps. */
    pause(ms: number) {
      paused += ms;
    },
  };
}

test("a worker that was paused does not begin its own job a second time", async () => {
  const { begun, pause } = await openWork();
  for (let times = 0; times < 3; times += 1) {
    pause(10 * LEASE_MS);
    await new Promise((resolve) => setTimeout(resolve, LEASE_MS));
  }
  expect(begun).toHaveLength(1);
  expect(begun[0]?.aborted).toBe(false);
});

test("a worker whose job another one took while it was paused is told to let go of it", async () => {
  const { queue, begun, pause } = await openWork();
  const take = () => {
    pause(2 * LEASE_MS);
    return queue.claim(["work"], "another", 60_000);
  };
  // The worker itself may be faster.
  await expect.poll(take).toBeDefined();
  await expect.poll(() => begun[0]?.aborted, { timeout: 20_000 }).toBe(true);
  expect(await queue.extend("1", "another", 60_000)).toBe(true);
  expect(begun).toHaveLength(1);
});

/** Levels and words of the log when each try of a job fails with that. */
async function logOf(error: Error): Promise<[level: number, msg: string][]> {
  const { database } = await temporaryStorage();
  const queue = createStorageQueue(database, { maxAttempts: 2, backoffMs: 1 });
  await queue.enqueue({ kind: "work", key: "one", payload: {} });
  const stop = new AbortController();
  const logged: [number, string][] = [];
  const write = (line: string) => {
    const { level, msg } = JSON.parse(line) as { level: number; msg: string };
    logged.push([level, msg]);
  };
  const work = {
    ...{ kind: "work", name: "Work", slots: 1, leaseMs: LEASE_MS, describe: () => ({}) },
    handle: () => Promise.reject(error),
    died: async () => stop.abort(),
  };
  await runJobs(work, { queue, logger: pino({}, { write }) }, stop.signal);
  return logged;
}

const [WARN, ERROR] = [40, 50];

test("what a chat refuses is no fault of ours; what it cannot do for long is told", async () => {
  expect(await logOf(new ChatError("unknown-room", "Not there."))).toEqual([
    [WARN, "Work failed"],
    [WARN, "Work failed"],
  ]);
  expect(await logOf(new ChatError("unavailable", "Away."))).toEqual([
    [WARN, "Work failed"],
    [WARN, "Work failed"],
    [ERROR, "Work was given up"],
  ]);
  expect(await logOf(new Error("a mistake"))).toEqual([
    [ERROR, "Work failed"],
    [ERROR, "Work failed"],
  ]);
});

test("a queue that could not be read for a moment is read again soon, and left alone ever longer", async () => {
  const { database } = await temporaryStorage();
  const queue = createStorageQueue(database, { maxAttempts: 2, backoffMs: 1 });
  await queue.enqueue({ kind: "work", key: "one", payload: {} });
  const stop = new AbortController();
  const tries: number[] = [];
  const claim: typeof queue.claim = (...given) => {
    tries.push(performance.now());
    return tries.length < 3 ? Promise.reject(new Error("away")) : queue.claim(...given);
  };
  const work = {
    ...{ kind: "work", name: "Work", slots: 1, leaseMs: LEASE_MS, describe: () => ({}) },
    handle: async () => stop.abort(),
    died: async () => undefined,
  };
  const deps = { queue: { ...queue, claim }, logger: pino({ enabled: false }) };
  await runJobs(work, deps, stop.signal);
  const [first = 0, second = 0, third = 0] = tries;
  expect(third - second).toBeGreaterThan(1.5 * (second - first));
  expect(third - first).toBeLessThan(5_000);
});
