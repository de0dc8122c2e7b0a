import { expect, it } from "vitest";
import { queueContract } from "../../contracts/queue-contract.ts";
import { usePostgres } from "../../storage/postgres/postgres-world.ts";
import { temporaryStorage } from "../../storage/temporary-storage.ts";
import { useSqs } from "./sqs-world.ts";

const postgres = usePostgres();
const sqs = useSqs();
const WAKE_UP = '{"kind":"answer"}';

for (const [name, open] of [
  ["sqs and postgres", () => postgres.open()],
  ["sqs and sqlite", () => temporaryStorage()],
] as const) {
  queueContract(name, async () => {
    let now = 1_800_000_000_000;
    const { queue } = sqs.open(await open(), () => now);
    return {
      queue,
      pass(ms) {
        now += ms;
      },
    };
  });
}

async function openQueue() {
  const clock = { now: 1_800_000_000_000 };
  const world = sqs.open(await temporaryStorage(), () => clock.now);
  const add = (key: string, group?: string) =>
    world.queue.enqueue({ kind: "answer", key, payload: { key }, ...(group ? { group } : {}) });
  const take = async () => await world.queue.claim(["answer"], "w", 100);
  return { ...world, clock, add, take };
}

it("wakes a worker once for each job that is new, and says nothing of it", async () => {
  const { queue, add, drain, messages } = await openQueue();
  await add("secret-a");
  await add("secret-a");
  await add("b");
  await queue.enqueue({ kind: "sync", key: "s", payload: {} });
  expect(await drain("answer")).toEqual([WAKE_UP, WAKE_UP]);
  expect(await drain("sync")).toEqual(['{"kind":"sync"}']);
  expect(messages("dead").ready).toEqual([]);
});

it("carries no payload, so a large one is no matter", async () => {
  const { queue, drain, take } = await openQueue();
  const large = "é".repeat(2_000_000);
  await queue.enqueue({ kind: "answer", key: "large", payload: { large } });
  expect(await drain("answer")).toEqual([WAKE_UP]);
  expect((await take())?.payload).toEqual({ large });
});

it("wakes somebody for the next of a group when the one before has ended, whichever way", async () => {
  const { queue, add, drain, take, clock } = await openQueue();
  for (const key of ["a", "b", "c"]) await add(key, "g");
  const first = await take();
  // All three come at once; two of them find the group held.
  expect(await drain("answer")).toHaveLength(3);
  expect(await take()).toBeUndefined();
  await queue.complete(first?.id ?? "", "w");
  expect(await drain("answer")).toEqual([WAKE_UP]);
  const second = await take();
  expect(second?.payload).toEqual({ key: "b" });
  await queue.release(second?.id ?? "", "w");
  expect(await drain("answer")).toEqual([WAKE_UP]);
  for (let attempt = 1; attempt <= 3; attempt++) {
    const job = await take();
    expect(job).toMatchObject({ attempt, payload: { key: "b" } });
    await queue.fail(job?.id ?? "", "w", "Away.");
    clock.now += 10_000;
  }
  expect(await drain("answer")).toEqual([WAKE_UP]);
  expect((await take())?.payload).toEqual({ key: "c" });
});

it("keeps a wake-up back until a delayed or failed job is due", async () => {
  const { queue, add, take, messages, drain } = await openQueue();
  await queue.enqueue({ kind: "answer", key: "late", payload: {}, delayMs: 60_000 });
  expect(messages("answer")).toEqual({ ready: [], delayed: [WAKE_UP] });
  await add("a");
  expect(await drain("answer")).toEqual([WAKE_UP]);
  await queue.fail((await take())?.id ?? "", "w", "Away.");
  expect(messages("answer")).toEqual({ ready: [], delayed: [WAKE_UP, WAKE_UP] });
});

it("shows operators a job that was given up", async () => {
  const { queue, add, take, messages, clock } = await openQueue();
  await add("a");
  let id = "";
  for (let attempt = 1; attempt <= 3; attempt++) {
    expect(messages("dead").ready).toEqual([]);
    id = (await take())?.id ?? "";
    await queue.fail(id, "w", "Away.");
    clock.now += 10_000;
  }
  expect(messages("dead").ready).toEqual([JSON.stringify({ jobId: id })]);
});

it("keeps jobs while SQS is away, and wakes somebody for them when they are overdue", async () => {
  const { queue, unreachable, clock, messages, drain, take } = await openQueue();
  const cutOff = unreachable();
  const job = (key: string, group: string) => ({ kind: "answer", key, payload: { key }, group });
  expect(await cutOff.enqueue(job("a", "g"))).toBe(true);
  expect(await cutOff.enqueue(job("b", "g"))).toBe(true);
  expect(await cutOff.enqueue({ ...job("c", "h"), delayMs: 60_000 })).toBe(true);
  expect(await cutOff.wakeOverdue()).toBe(0);
  expect(messages("answer").ready).toEqual([]);
  expect(await queue.wakeOverdue()).toBe(0);
  clock.now += 30_000;
  expect(await queue.wakeOverdue()).toBe(1);
  expect(await drain("answer")).toEqual([WAKE_UP]);
  // Its worker is gone without a word: its lease ends, and somebody else is woken up.
  expect((await take())?.payload).toEqual({ key: "a" });
  expect(await queue.wakeOverdue()).toBe(0);
  clock.now += 30_000;
  expect(await queue.wakeOverdue()).toBe(1);
});

it("wakes for hundreds of overdue jobs in batches", async () => {
  const { queue, unreachable, clock, drain } = await openQueue();
  const cutOff = unreachable();
  for (let n = 0; n < 25; n++) {
    await cutOff.enqueue({ kind: "answer", key: `${n}`, payload: {} });
  }
  clock.now += 30_000;
  expect(await queue.wakeOverdue()).toBe(25);
  expect(await drain("answer")).toHaveLength(25);
});
