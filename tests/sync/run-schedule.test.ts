import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { SourceRecord } from "../../src/storage/storage.ts";
import { nextSyncAt, parseSchedule, startScheduler } from "../../src/sync/run-schedule.ts";
import { createLogger } from "../../src/telemetry/logger.ts";
import { sourceRecord } from "./sync-world.ts";

const NOON = Date.UTC(2026, 10, 21, 12, 0, 30);

test.each([
  ["*/30 * * * *", "2026-11-21T12:30:00.000Z"],
  ["0 6 * * 1-5", "2026-11-23T06:00:00.000Z"],
  ["@daily", "2026-11-22T00:00:00.000Z"],
  [" 0 0 29 2 * ", "2028-02-29T00:00:00.000Z"],
])("%s is due at %s", (expression, expected) => {
  const schedule = parseSchedule(expression);
  if (schedule.error !== undefined) throw new Error(schedule.error);
  expect(new Date(schedule.nextAfter(NOON) ?? 0).toISOString()).toBe(expected);
});

test.each(["", "daily", "61 * * * *", "* * * *", "* * * * * *", "0 0 31 2 *", "2026-11-21T12:00"])(
  "%j is refused with an example",
  (expression) => {
    const { error } = parseSchedule(expression);
    expect(error).toContain(`"${expression}"`);
    expect(error).toContain('"0 6 * * *"');
  },
);

test("a source is due from its last start, or from when it was added", () => {
  const source = sourceRecord("wiki", { schedule: "0 * * * *", createdAt: NOON });
  const at = (time: number | undefined) => time && new Date(time).toISOString();
  expect(at(nextSyncAt(source))).toBe("2026-11-21T13:00:00.000Z");
  const yesterday = NOON - 24 * 3_600_000;
  expect(at(nextSyncAt({ ...source, lastSyncStartedAt: yesterday }))).toBe(
    "2026-11-20T13:00:00.000Z",
  );
  expect(nextSyncAt({ ...source, paused: true })).toBeUndefined();
  expect(nextSyncAt({ ...source, schedule: undefined })).toBeUndefined();
});

function startWith(
  sources: SourceRecord[],
  sync: (source: SourceRecord) => Promise<void>,
  hints: { source: string; lastHintedAt: number }[] = [],
) {
  const stop = new AbortController();
  const clock = { now: NOON };
  const ended = startScheduler(
    {
      storage: {
        sources: { list: async () => sources },
        hints: { waiting: async () => hints },
      },
      sync: (source) => sync(source),
      logger: createLogger("silent"),
      now: () => clock.now,
    },
    { signal: stop.signal, intervalMs: 5 },
  );
  return { clock, stop, ended };
}

test("due sources are synced, once each while that lasts; what was missed is caught up with once", async () => {
  const hour = 3_600_000;
  const sources = [
    sourceRecord("missed", { schedule: "0 * * * *", createdAt: NOON - 9 * hour }),
    sourceRecord("later", { schedule: "0 * * * *", createdAt: NOON }),
    sourceRecord("paused", { schedule: "* * * * *", createdAt: 0, paused: true }),
    sourceRecord("manual", { createdAt: 0 }),
  ];
  const synced: string[] = [];
  const finish = new EventTarget();
  const { clock, stop, ended } = startWith(sources, async (source) => {
    synced.push(source.name);
    source.lastSyncStartedAt = clock.now;
    if (synced.length === 1) await once(finish, "done");
  });
  await expect.poll(() => synced).toEqual(["missed"]);
  clock.now += hour;
  await expect.poll(() => synced).toEqual(["missed", "later"]);
  finish.dispatchEvent(new Event("done"));
  await expect.poll(() => synced).toEqual(["missed", "later", "missed"]);
  stop.abort();
  await ended;
  expect(synced).toHaveLength(3);
});

test("one failing sync stops neither the schedule nor the others", async () => {
  const sources = ["bad", "good"].map((name) =>
    sourceRecord(name, { schedule: "* * * * *", createdAt: NOON - 120_000 }),
  );
  const synced: string[] = [];
  const { clock, stop, ended } = startWith(sources, async (source) => {
    synced.push(source.name);
    source.lastSyncStartedAt = clock.now;
    if (source.name === "bad") throw new Error("broken");
  });
  await expect.poll(() => synced).toEqual(["bad", "good"]);
  clock.now += 60_000;
  await expect.poll(() => synced).toEqual(["bad", "good", "bad", "good"]);
  stop.abort();
  await ended;
});

test("what a source reports by itself is read soon, in one run, and rarely while it is away", async () => {
  const wiki = sourceRecord("wiki", { createdAt: 0 });
  const paused = sourceRecord("paused", { createdAt: 0, paused: true });
  const hints = [
    { source: "wiki", lastHintedAt: NOON },
    { source: "paused", lastHintedAt: 0 },
  ];
  const starts: number[] = [];
  const { clock, stop, ended } = startWith(
    [wiki, paused],
    async (source) => {
      expect(source.name).toBe("wiki");
      starts.push(clock.now - NOON);
      Object.assign(source, { lastSyncStartedAt: clock.now, lastSyncError: "It is away." });
    },
    hints,
  );
  // A burst may still go on.
  await sleep(30);
  expect(starts).toEqual([]);
  clock.now = NOON + 6_000;
  await expect.poll(() => starts).toEqual([6_000]);
  clock.now = NOON + 60_000;
  await sleep(30);
  expect(starts).toHaveLength(1);
  clock.now = NOON + 400_000;
  await expect.poll(() => starts).toEqual([6_000, 400_000]);
  stop.abort();
  await ended;
});
