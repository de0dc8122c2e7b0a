import { expect, onTestFinished, test, vi } from "vitest";
import { createMembershipReader } from "../../../src/access/groups/create-membership-reader.ts";
import { runGroupSchedule } from "../../../src/sync/groups/run-group-schedule.ts";
import type { Logger } from "../../../src/telemetry/logger.ts";
import { createLogger } from "../../../src/telemetry/logger.ts";
import { temporaryStorage } from "../../storage/temporary-storage.ts";

const PAY = "google-group:pay@acme.com";
const EVERY_MS = 900_000;

async function startSchedule() {
  const { groups } = await temporaryStorage();
  const clock = { now: 1_000_000 };
  const now = () => clock.now;
  const sources = [{ name: "drive", wanted: [PAY] }];
  const asked: string[] = [];
  const warned: unknown[] = [];
  const stopping = new AbortController();
  const logger = {
    ...createLogger("silent"),
    warn: (fields: unknown) => warned.push(fields),
    error: vi.fn(),
  } as unknown as Logger;
  const deps = {
    ...{ storage: { groups }, everyMs: EVERY_MS, logger, now },
    membership: createMembershipReader({ storage: { groups }, maxAgeMs: 3 * EVERY_MS, now }),
    sources: async () => sources,
    async sync(source: string) {
      asked.push(source);
      await groups.syncs.begin(source, sources[0]?.wanted ?? [], now());
    },
  };
  const start = () => {
    const running = runGroupSchedule(deps, { signal: stopping.signal, lookMs: 5 });
    onTestFinished(async () => {
      stopping.abort();
      await running;
    });
  };
  return { groups, clock, sources, asked, warned, start };
}

const soon = (check: () => unknown, expected: unknown) =>
  expect.poll(check, { timeout: 20_000, interval: 5 }).toEqual(expected);
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 60));

test("a source is asked at the start, then on schedule, and at once for a group that is new", async () => {
  const { clock, sources, asked, start } = await startSchedule();
  start();
  await soon(() => asked.length, 1);
  clock.now += EVERY_MS - 1;
  await aWhile();
  expect(asked).toHaveLength(1);
  clock.now += 1;
  await soon(() => asked.length, 2);
  sources[0]?.wanted.push("google-group:new@acme.com");
  await soon(() => asked.length, 3);
  await aWhile();
  expect(asked).toHaveLength(3);
});

test("a process that starts looks at once, unless another one just did", async () => {
  const { groups, clock, asked, start } = await startSchedule();
  await groups.syncs.begin("drive", [PAY], clock.now - 59_000);
  start();
  await aWhile();
  expect(asked).toEqual([]);
  clock.now += 1_000;
  await soon(() => asked.length, 1);
});

test("a source without groups in use is left alone", async () => {
  const { sources, asked, start } = await startSchedule();
  sources[0]?.wanted.pop();
  start();
  await aWhile();
  expect(asked).toEqual([]);
});

test("it is logged once when a group ceases to count", async () => {
  const { groups, clock, warned, start } = await startSchedule();
  const said = { type: "said" as const, principal: PAY, members: [], unknownMembers: 0 };
  await groups.note("drive", [said], clock.now);
  await groups.note("drive", [{ type: "failed", principal: PAY, reason: "Away." }], clock.now);
  start();
  await aWhile();
  expect(warned).toEqual([]);
  clock.now += 3 * EVERY_MS;
  await soon(() => warned, [{ principal: PAY, source: "drive", reason: "Away." }]);
  await aWhile();
  expect(warned).toHaveLength(1);
});
