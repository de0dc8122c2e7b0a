import { expect, test } from "vitest";
import { seedFiles } from "../../counterparts/google-drive/seeds/seed-files.ts";
import { NO_FAULTS } from "../../counterparts/shared/faults.ts";
import { comparable } from "./syncing/comparable.ts";
import { openClosedSync } from "./syncing/drive-sync-world.ts";

async function openSeeded(files: number, settings: Record<string, string> = {}, brokenEvery = 1e9) {
  const world = await openClosedSync();
  const seeded = seedFiles(world.world, { files, brokenEvery });
  world.set({ drives: seeded.rootId, ...settings });
  return { ...world, ...seeded };
}

type World = Awaited<ReturnType<typeof openSeeded>>;

async function expectComplete(world: World): Promise<void> {
  expect(comparable(await world.indexed())).toEqual(comparable(world.expected()));
}

test("one request in twelve goes wrong, and the sync ends as if none had", {
  timeout: 60_000,
}, async () => {
  const world = await openSeeded(120);
  world.world.faults = { rateLimited: 0.05, serverError: 0.02, cut: 0.01 };
  expect(await world.sync()).toMatchObject({ changed: 120, failed: 0 });
  const bad = world.world.requests.filter(({ status }) => status !== 200);
  expect(bad.length).toBeGreaterThan(3);
  await expectComplete(world);
});

test("the pace that was set is kept", async () => {
  const world = await openSeeded(20, { requestsPerMinute: "1000" });
  world.world.budget = { requests: 30, windowMs: 1_000 };
  expect(await world.sync()).toMatchObject({ changed: 20, failed: 0 });
  expect(world.world.requests.filter(({ status }) => status !== 200)).toEqual([]);
});

test("a file that cannot be read is one failure with its reason, and is tried again", async () => {
  const world = await openSeeded(20);
  const [id = "", other = ""] = world.ids;
  world.world.broken.set(id, 403);
  const report = await world.sync();
  expect(report).toMatchObject({ changed: 19, failed: 1 });
  const [failure] = await world.failures();
  expect(failure?.documentId).toBe(id);
  expect(failure?.reason).toMatch(/^\S.{10,}/);
  expect(Object.keys(await world.indexed())).toContain(other);
  world.world.broken.clear();
  await world.sync({ full: true });
  expect(await world.failures()).toEqual([]);
  await expectComplete(world);
});

test("Drive being away ends the run, and removes nothing", { timeout: 120_000 }, async () => {
  const world = await openSeeded(10);
  await world.sync();
  const before = await world.indexed();
  world.world.faults = { ...NO_FAULTS, serverError: 1 };
  expect((await world.sync()).error).toMatch(/Google Drive answered with an error \(50\d\)/);
  world.world.faults = NO_FAULTS;
  expect(await world.indexed()).toEqual(before);
});

test("a source that suddenly lists nothing loses nothing", async () => {
  const world = await openSeeded(15);
  await world.sync();
  const before = comparable(await world.indexed());
  world.world.nonsense = "lists-nothing";
  world.set({ sweepHours: "0" });
  // Each document is asked for by its id, and is there.
  expect(await world.sync()).toMatchObject({ removed: 0, changed: 0, unchanged: 15 });
  expect(comparable(await world.indexed())).toEqual(before);
});

test("all drives missing from a list lose nothing either, whichever way it is read", async () => {
  const world = await openSeeded(8, { drives: "all" });
  await world.sync();
  const before = comparable(await world.indexed());
  world.world.nonsense = "lists-nothing";
  expect(await world.sync()).toMatchObject({ removed: 0 });
  expect(await world.sync({ full: true })).toMatchObject({ removed: 0 });
  expect(comparable(await world.indexed())).toEqual(before);
});

test("what a sync held back is read again by the next, whatever its cursor", async () => {
  const world = await openSeeded(30, { drives: "all" });
  await world.sync();
  const before = comparable(await world.indexed());
  const { drive } = world;
  const [id, grant] = [...drive.get(world.rootId).grants][0] ?? [];
  if (id === undefined || grant === undefined) throw new Error("Nobody is in the drive.");
  const root = drive.get(world.rootId);
  // The list of changes tells of neither.
  root.grants.delete(id);
  expect((await world.sync()).error).toContain(
    "would lose 30 of its 30 documents, so none of these was removed, but nobody can read them",
  );
  const readers = Object.values(await world.indexed()).flatMap((one) => one.readers);
  expect(readers).toEqual([]);
  root.grants.set(id, grant);
  expect((await world.sync()).error).toBeUndefined();
  expect(comparable(await world.indexed())).toEqual(before);
});

test("drives that only the list leaves out keep their documents and readers", async () => {
  const world = await openSeeded(30, { drives: "all" });
  await world.sync();
  const before = comparable(await world.indexed());
  world.world.nonsense = "lists-no-drives";
  expect((await world.sync()).error).toBeUndefined();
  expect(comparable(await world.indexed())).toEqual(before);
});

test("empty entries in lists cost no document, and what changed behind one is found", async () => {
  const world = await openSeeded(15);
  await world.sync();
  const [, id = ""] = world.ids;
  world.world.drive.edit(id, "Other words.");
  world.world.nonsense = "lists-empty-entries";
  const report = await world.sync();
  expect(report.error).toBeUndefined();
  expect(report).toMatchObject({ removed: 0 });
  world.world.nonsense = undefined;
  expect((await world.sync()).error).toBeUndefined();
  expect(Object.keys(await world.indexed())).toHaveLength(15);
  expect((await world.indexed())[id]?.text).toContain("Other words");
});

test("a file whose sharing cannot be asked for is nobody's until it can", async () => {
  const world = await openSeeded(6);
  const [id = ""] = world.ids;
  const { drive } = world.world;
  const cleo = { type: "user", role: "reader", emailAddress: "cleo@acme.example" } as const;
  drive.share(id, cleo);
  await world.sync();
  const before = comparable(await world.indexed());
  drive.edit(id, "Other words.");
  world.world.onRequest = ({ path }) => {
    if (path.endsWith(`/${id}/permissions`)) throw new Error("Nobody may ask for this now.");
  };
  expect(await world.sync()).toMatchObject({ failed: 1 });
  expect((await world.indexed())[id]?.readers).toEqual([]);
  expect(comparable(await world.indexed())).not.toEqual(before);
});

test("a list that goes round in circles ends, and removes nothing", async () => {
  const world = await openSeeded(10);
  await world.sync();
  world.world.nonsense = "repeats-page-tokens";
  expect((await world.sync()).error).toContain("goes round in circles");
  expect(Object.keys(await world.indexed())).toHaveLength(10);
});

test("lost access to everything waits for an admin's word", async () => {
  const world = await openSeeded(40);
  await world.sync();
  world.drive.unshare(world.rootId, "ann@acme.example");
  const held = await world.sync();
  expect(held).toMatchObject({ removed: 0 });
  expect(held.error).toContain("would lose 40 of its 40 documents");
  expect(await world.sync({ confirmRemovals: true })).toMatchObject({ removed: 40 });
});

test("a stopped sync ends at once, and goes on where it was", async () => {
  const world = await openSeeded(100);
  const stop = new AbortController();
  let reads = 0;
  world.world.onRequest = ({ path }) => {
    if (path.endsWith("/export")) reads += 1;
    if (reads === 50) stop.abort();
  };
  const started = performance.now();
  expect((await world.sync({ signal: stop.signal })).error).toContain("was stopped before its end");
  expect(performance.now() - started).toBeLessThan(5_000);
  world.world.onRequest = undefined;
  const start = world.world.requests.length;
  expect(await world.sync()).toMatchObject({ failed: 0, removed: 0 });
  const again = world.requestsSince(start).filter((one) => one.endsWith("/export"));
  expect(again.length).toBeLessThan(80);
  await expectComplete(world);
});
