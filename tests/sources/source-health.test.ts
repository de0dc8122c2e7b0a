import { expect, test } from "vitest";
import type { SourceChange } from "../../connectors/connector.ts";
import { addSource } from "../../src/sources/add-source.ts";
import { listSources } from "../../src/sources/list-sources.ts";
import { holdLease, syncLease } from "../../src/sync/hold-lease.ts";
import { syncSource } from "../../src/sync/sync-source.ts";
import { scriptedConnector, sourceRecord } from "../sync/sync-world.ts";
import { openSourcesWorld } from "./sources-world.ts";

const MINUTE_MS = 60_000;

async function openAt(time: number) {
  const world = await openSourcesWorld();
  const clock = { now: time };
  Object.assign(world.deps, { now: () => clock.now });
  await addSource(world.request(), "ann", world.deps);
  const summary = async () => {
    const [one] = await listSources(world.deps);
    if (one === undefined) throw new Error("there is no source");
    return one;
  };
  return { ...world, clock, summary };
}

test("a run is running, stuck when it brings nothing, and interrupted when its process is gone", async () => {
  const { deps, clock, summary } = await openAt(Date.now());
  expect((await summary()).run).toBeUndefined();
  const lease = await holdLease(syncLease("handbook"), deps);
  await deps.storage.sources.update("handbook", {
    lastSyncStartedAt: clock.now,
    lastSyncProgressAt: clock.now,
  });
  expect(await summary()).toMatchObject({ health: "never-synced", run: { state: "running" } });
  await deps.storage.sources.update("handbook", { lastSyncProgressAt: clock.now - 16 * MINUTE_MS });
  expect(await summary()).toMatchObject({ health: "stuck", run: { state: "stuck" } });
  await lease?.release();
  expect(await summary()).toMatchObject({ health: "never-synced", run: { state: "interrupted" } });
  await deps.storage.sources.update("handbook", { lastSyncFinishedAt: clock.now + 1 });
  expect((await summary()).run).toBeUndefined();
});

test("how far behind the index is, and how long changes took", async () => {
  const start = Date.UTC(2026, 2, 1, 9);
  const { deps, clock, summary } = await openAt(start);
  const page = (documentId: string, changedAgoMs: number, markdown: string): SourceChange => ({
    type: "document-changed",
    document: {
      documentId,
      title: documentId,
      path: documentId,
      kind: "page",
      markdown,
      fingerprint: markdown,
      updatedAt: new Date(clock.now - changedAgoMs).toISOString(),
    },
  });
  const checkpoint: SourceChange = { type: "checkpoint", cursor: "c" };
  const run = async (changes: (SourceChange | Error)[]) => {
    const connector = scriptedConnector("incremental", [changes]);
    const options = { signal: new AbortController().signal };
    return syncSource(sourceRecord("handbook"), connector, deps, options).catch(() => undefined);
  };
  // All that a first run brings is older than it.
  await run([page("a", 500 * MINUTE_MS, "one"), checkpoint]);
  clock.now += 30 * MINUTE_MS;
  expect((await summary()).freshness).toEqual({
    inStepAt: new Date(start).toISOString(),
    behindMs: 30 * MINUTE_MS,
    lag: undefined,
  });
  await run([page("a", 20 * MINUTE_MS, "two"), page("b", 4 * MINUTE_MS, "one"), checkpoint]);
  expect((await summary()).freshness).toMatchObject({
    behindMs: 0,
    lag: { documents: 2, p50Ms: 4 * MINUTE_MS, p95Ms: 20 * MINUTE_MS, maxMs: 20 * MINUTE_MS },
  });
  // A clock that is ahead, and a run that does not come to its end.
  clock.now += MINUTE_MS;
  await run([page("b", -5 * MINUTE_MS, "two"), checkpoint, new Error("gone")]);
  expect((await summary()).freshness?.behindMs).toBe(MINUTE_MS);
});
