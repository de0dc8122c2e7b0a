import { expect, test } from "vitest";
import { seedPages } from "../../counterparts/notion/seeds/seed-pages.ts";
import { paragraph } from "../../counterparts/notion/workspace/content.ts";
import { openNotionSync } from "./syncing/notion-sync-world.ts";

const PAGES = 80;
/** The pages, what they stand on, and what is attached to every tenth. */
const DOCUMENTS = PAGES + 1 + PAGES / 10;
const HOUR_MS = 3_600_000;

async function openSeeded(pages = PAGES, settings: Record<string, string> = {}) {
  let time = Date.UTC(2026, 2, 1, 9, 0, 5);
  const world = await openNotionSync({ now: () => time }, settings);
  const { rootId, ids } = seedPages(world.workspace, { pages });
  world.set({ audiences: JSON.stringify({ [rootId]: ["everyone"] }), ...settings });
  time += HOUR_MS;
  return { ...world, rootId, ids, wait: (ms: number) => (time += ms) };
}

type World = Awaited<ReturnType<typeof openSeeded>>;

async function expectComplete(world: World): Promise<void> {
  const expected = world.expected();
  const indexed = await world.indexed();
  expect(Object.keys(indexed).sort()).toEqual(Object.keys(expected).sort());
  for (const [id, { title, path, readers }] of Object.entries(expected)) {
    expect(indexed[id]).toMatchObject({ title, path, readers });
  }
}

test("one request in twelve goes wrong, and the sync ends as if none had", {
  timeout: 30_000,
}, async () => {
  const world = await openSeeded();
  world.world.faults = { rateLimited: 0.05, serverError: 0.02, cut: 0.01 };
  expect(await world.sync()).toMatchObject({ changed: DOCUMENTS, failed: 0 });
  const bad = world.world.requests.filter(({ status }) => status !== 200);
  expect(bad.length).toBeGreaterThan(5);
  await expectComplete(world);
});

test("the pace that Notion asks for is kept", async () => {
  const world = await openSeeded(12, { requestsPerMinute: "1000" });
  world.world.budget = { requests: 30, windowMs: 1_000 };
  expect(await world.sync()).toMatchObject({ changed: 15, failed: 0 });
  expect(world.world.requests.filter(({ status }) => status === 429)).toEqual([]);
  await expectComplete(world);
});

test("told to wait, everything waits", async () => {
  const world = await openSeeded(30);
  const { requests, pauses } = world.world;
  world.world.onRequest = () => {
    if (requests.length === 20) pauses.push(1);
  };
  expect(await world.sync()).toMatchObject({ changed: 34, failed: 0 });
  const refused = requests.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(1);
  const { at = 0 } = refused[0] ?? {};
  const others = requests.filter((one) => one.at > at).map((one) => one.at - at);
  // A timer may be a moment early.
  expect(Math.min(...others)).toBeGreaterThan(990);
});

test("a page that Notion cannot give is one failure, tried again when everything is listed", async () => {
  const world = await openSeeded(10);
  const [id = ""] = world.ids;
  world.world.broken.set(id, 400);
  expect(await world.sync()).toMatchObject({ failed: 1 });
  const [failure] = await world.deps.storage.failures.list("notion");
  expect(failure).toMatchObject({
    documentId: id,
    reason: expect.stringMatching(/could not be read: Notion refused a request: .*ai_block/),
  });
  world.world.broken.clear();
  world.wait(HOUR_MS);
  // The page, and what is attached to it.
  expect(await world.sync()).toMatchObject({ changed: 2, failed: 0 });
  expect(await world.deps.storage.failures.list("notion")).toEqual([]);
  await expectComplete(world);
});

test("a failed page that is gone is not a failure any more", async () => {
  const world = await openSeeded(10);
  const id = world.ids.at(-1) ?? "";
  world.world.broken.set(id, 400);
  await world.sync();
  world.workspace.destroy(id);
  world.wait(HOUR_MS);
  await world.sync();
  expect(await world.deps.storage.failures.list("notion")).toEqual([]);
});

test("a page that is missing and cannot be asked for is a failure, and stays", async () => {
  const world = await openSeeded(10);
  await world.sync();
  const [holderId = "", id = ""] = world.ids.slice(-2);
  world.workspace.setAccess(id, "restricted");
  world.world.awayFor.add(id);
  world.wait(HOUR_MS);
  const report = await world.sync();
  expect(report).toMatchObject({ removed: 0 });
  expect(report.error).toBeUndefined();
  // The page that shows its title, too: nobody knows whether it still may.
  const failures = await world.deps.storage.failures.list("notion");
  expect(new Set(failures.map(({ documentId }) => documentId))).toEqual(new Set([holderId, id]));
  world.world.awayFor.clear();
  world.wait(HOUR_MS);
  expect(await world.sync()).toMatchObject({ failed: 0, removed: 1 });
});

test("a sync that was cut off goes on where it was", async () => {
  const world = await openSeeded(250);
  const stop = new AbortController();
  let reads = 0;
  world.world.onRequest = ({ path }) => {
    if (path.endsWith("/children")) reads += 1;
    if (reads === 180) stop.abort();
  };
  const first = await world.sync({ signal: stop.signal });
  expect(first.error).toContain("was stopped before its end");
  world.world.onRequest = undefined;
  const start = world.world.requests.length;
  expect(await world.sync()).toMatchObject({ failed: 0, removed: 0 });
  const readAgain = world.requestsSince(start).filter((request) => request.endsWith("/children"));
  expect(readAgain.length).toBeLessThan(251 - 150);
  await expectComplete(world);
});

test("a workspace that suddenly shows nothing loses nothing until an admin confirms", async () => {
  const world = await openSeeded(60);
  await world.sync();
  world.workspace.setAccess(world.rootId, "restricted");
  world.wait(HOUR_MS);
  const held = await world.sync();
  expect(held).toMatchObject({ removed: 0 });
  expect(held.error).toContain("would lose 67 of its 67 documents");
  expect(Object.keys(await world.indexed())).toHaveLength(67);
  expect(await world.sync({ confirmRemovals: true })).toMatchObject({ removed: 67 });
  expect(await world.indexed()).toEqual({});
});

test("a token that is not accepted any more removes nothing and says what to do", async () => {
  const world = await openSeeded(5);
  await world.sync();
  world.world.token = "ntn_new";
  world.set({ sweepMinutes: "0" });
  const before = await world.indexed();
  const report = await world.sync({}, "ntn_test");
  expect(report.error).toContain("Notion does not accept the token");
  expect(await world.indexed()).toEqual(before);
});

test("Notion being away ends the run, and removes nothing", { timeout: 60_000 }, async () => {
  const world = await openSeeded(5);
  await world.sync();
  const before = await world.indexed();
  world.wait(HOUR_MS);
  world.world.faults = { rateLimited: 0, serverError: 1, cut: 0 };
  const report = await world.sync();
  expect(report.error).toMatch(/Notion answered with an error \(50[03]\)/);
  expect(await world.indexed()).toEqual(before);
});

test("more rows than a query gives are all found", async () => {
  let time = Date.UTC(2026, 2, 1, 9, 0, 5);
  const world = await openNotionSync({ now: () => time, resultLimit: 40 });
  const { workspace } = world;
  const { databaseId, dataSourceId } = workspace.createDatabase({ title: "Big" });
  workspace.setAccess(databaseId, "shared");
  for (let n = 0; n < 150; n += 1) {
    time += 30_000;
    workspace.createPage({
      title: `Row ${n}`,
      parentId: dataSourceId,
      blocks: [paragraph("Row.")],
    });
  }
  time += HOUR_MS;
  expect(await world.sync()).toMatchObject({ changed: 151, failed: 0 });
  time += HOUR_MS;
  expect(await world.sync()).toMatchObject({ unchanged: 151, removed: 0 });
});
