import { join } from "node:path";
import { expect, it } from "vitest";
import { createStorageQueue } from "../../src/queue/storage-queue/create-storage-queue.ts";
import { runTwoProcesses } from "../storage/start-storage-process.ts";
import { temporaryFolder, temporaryStorage } from "../storage/temporary-storage.ts";

interface Run {
  n: number;
  /** Of a clock that all processes of a machine share. */
  takenAt: number;
  doneAt: number;
}

const GROUPS = 3;

it("gives each of 100 jobs to one of two processes, and a group's one after another", async () => {
  const file = join(temporaryFolder(), "footnote.db");
  const { database } = await temporaryStorage(file);
  const queue = createStorageQueue(database, { maxAttempts: 3, backoffMs: 1 });
  const numbers = Array.from({ length: 100 }, (_, n) => n);
  for (const n of numbers) {
    // Half of them belong to no group.
    const group = n % 2 === 0 ? { group: `group ${n % GROUPS}` } : {};
    await queue.enqueue({ kind: "count", key: `${n}`, payload: n, ...group });
  }
  const [one, two] = await runTwoProcesses<Run>("jobs", file);
  const runs = [...one, ...two].sort((a, b) => a.n - b.n);
  expect(runs.map(({ n }) => n)).toEqual(numbers);
  expect(Math.min(one.length, two.length)).toBeGreaterThan(0);
  for (let group = 0; group < GROUPS; group++) {
    const own = runs.filter(({ n }) => n % 2 === 0 && n % GROUPS === group);
    const tooEarly = own.filter((run, at) => run.takenAt < (own[at - 1]?.doneAt ?? 0));
    expect(tooEarly).toEqual([]);
  }
  expect(await queue.stats()).toMatchObject({ waiting: 0, running: 0, dead: 0 });
});
