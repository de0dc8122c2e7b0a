import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { expect, it } from "vitest";
import { type JobWork, runNextJob } from "../../../src/conversation/run-jobs.ts";
import { usePostgres } from "../../storage/postgres/postgres-world.ts";
import { seededRandom } from "../../support/seeded-random.ts";
import { useSqs } from "./sqs-world.ts";

const postgres = usePostgres();
const sqs = useSqs();

const THREADS = 4;
const EACH = 12;
const WORKERS = 6;

interface Asked {
  thread: number;
  n: number;
}

/** Of the wake-ups some are lost, some come twice; of the workers some fail, some vanish without a word. */
it("does each thread's jobs once and in their order, whatever becomes of wake-ups and workers", async () => {
  const random = seededRandom(8);
  let skippedMs = 0;
  const { queue, drain } = sqs.open(await postgres.open(), () => Date.now() + skippedMs);
  for (let n = 0; n < EACH; n++) {
    for (let thread = 0; thread < THREADS; thread++) {
      const payload: Asked = { thread, n };
      await queue.enqueue({ kind: "answer", key: `${thread} ${n}`, group: `${thread}`, payload });
    }
  }
  const done: Asked[] = [];
  const running = new Set<number>();
  const besideEachOther: Asked[] = [];
  let [wakeUps, vanished] = [0, 0];
  const work: JobWork = {
    ...{ kind: "answer", name: "A question", slots: 1, leaseMs: 10_000, describe: () => ({}) },
    async handle({ payload }) {
      const asked = payload as Asked;
      if (running.has(asked.thread)) besideEachOther.push(asked);
      running.add(asked.thread);
      await sleep(random() * 10);
      running.delete(asked.thread);
      if (random() < 0.1) throw new Error("The model is away.");
      done.push(asked);
    },
    died: async () => undefined,
  };
  const wakeUp = async () => {
    wakeUps += 1;
    if (wakeUps % 9 === 0) {
      // Taken, and its process is killed: nobody completes, fails or releases it.
      vanished += (await queue.claim(["answer"], "killed", 10_000)) === undefined ? 0 : 1;
      return;
    }
    const times = random() < 0.1 ? 2 : 1;
    const signal = new AbortController().signal;
    const logger = pino({ enabled: false });
    for (let time = 0; time < times; time++) await runNextJob(work, { queue, logger }, signal);
  };
  while ((await queue.stats()).waiting + (await queue.stats()).running > 0) {
    const bodies = (await drain("answer")).filter(() => random() > 0.05);
    if (bodies.length === 0) {
      // What is overdue is what somebody was woken up for in vain.
      skippedMs += 30_000;
      await queue.wakeOverdue();
    }
    for (let from = 0; from < bodies.length; from += WORKERS) {
      await Promise.all(bodies.slice(from, from + WORKERS).map(wakeUp));
    }
  }
  expect(besideEachOther).toEqual([]);
  expect(vanished).toBeGreaterThan(0);
  const { dead } = await queue.stats();
  expect(done.length + dead).toBe(THREADS * EACH);
  for (let thread = 0; thread < THREADS; thread++) {
    const order = done.filter((asked) => asked.thread === thread).map(({ n }) => n);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(new Set(order).size).toBe(order.length);
  }
}, 60_000);
