import { expect, test } from "vitest";
import { seedPages } from "../../counterparts/confluence/seeds/seed-pages.ts";
import { text } from "./confluence-fixture.ts";
import { openConfluenceSync } from "./confluence-sync-world.ts";

const HOUR_MS = 3_600_000;

async function openPages(pages: number, settings: Record<string, string> = {}) {
  let time = Date.UTC(2026, 2, 1, 9, 0, 5);
  const world = await openConfluenceSync({ now: () => time }, settings);
  world.site.createSpace({ key: "HB", name: "Handbook" });
  const ids = Array.from({ length: pages }, (_, n) => {
    const id = world.site.createPage({
      ...{ spaceKey: "HB", title: `Page ${n}`, storage: text(`Words ${n}.`) },
    });
    if (n % 5 === 0) world.site.comment({ on: id, storage: text(`Words 9${n}.`) });
    if (n % 10 === 0) {
      const bytes = Buffer.from(`Words 8${n}.`);
      world.site.attach(id, { fileName: `${n}.txt`, mediaType: "text/plain", bytes });
    }
    return id;
  });
  time += HOUR_MS;
  return { ...world, ids, wait: (ms: number) => (time += ms) };
}

test("one request in twelve goes wrong, and the sync ends as if none had", {
  timeout: 60_000,
}, async () => {
  const world = await openPages(100);
  world.world.faults = { rateLimited: 0.05, serverError: 0.02, cut: 0.01 };
  expect(await world.sync()).toMatchObject({ changed: 111, failed: 0 });
  const bad = world.world.requests.filter(({ status }) => ![200, 302].includes(status));
  expect(bad.length).toBeGreaterThan(3);
  expect(await world.indexed()).toEqual(world.expected());
});

test("told that the limit is near, it slows down before it is told to stop", async () => {
  const world = await openPages(60);
  world.world.budget = { requests: 20, windowMs: 1_000 };
  // The reset is not said with these, so a rest takes its shortest time.
  const stop = AbortSignal.timeout(2_500);
  await world.sync({ signal: stop });
  const { requests } = world.world;
  expect(requests.filter(({ status }) => status === 429)).toEqual([]);
  expect(requests.length).toBeLessThan(45);
});

test("a page that cannot be read is one failure, tried again when everything is listed", async () => {
  const world = await openPages(60);
  const [id = "", other = ""] = world.ids;
  world.world.broken.set(id, 400).set(other, 500);
  expect(await world.sync()).toMatchObject({ failed: 2, changed: 59 + 6 });
  const failures = await world.deps.storage.failures.list("confluence");
  expect(failures.map(({ documentId }) => documentId).sort()).toEqual([id, other].sort());
  world.world.broken.clear();
  world.wait(HOUR_MS);
  expect(await world.sync()).toMatchObject({ changed: 2, failed: 0 });
  expect(await world.indexed()).toEqual(world.expected());
});

test("a sync that was cut off goes on where it was", async () => {
  const world = await openPages(250);
  const stop = new AbortController();
  let reads = 0;
  world.world.onRequest = ({ path }) => {
    if (path.endsWith("-comments")) reads += 1;
    if (reads === 70) stop.abort();
  };
  const first = await world.sync({ signal: stop.signal });
  expect(first.error).toContain("was stopped before its end");
  world.world.onRequest = undefined;
  const start = world.world.requests.length;
  expect(await world.sync()).toMatchObject({ failed: 0, removed: 0 });
  const readAgain = world.requestsSince(start).filter((request) => request.endsWith("-comments"));
  expect(readAgain.length).toBeLessThan(100 - 40);
  expect(await world.indexed()).toEqual(world.expected());
});

test("a site that suddenly shows nothing loses nothing until an admin confirms", async () => {
  const world = await openPages(60);
  await world.sync();
  world.site.setSpacePermissions("HB", { users: [] });
  world.wait(HOUR_MS);
  const held = await world.sync();
  expect(held).toMatchObject({ removed: 0 });
  expect(held.error).toContain("would lose 67 of its 67 documents");
  expect(Object.keys(await world.indexed())).toHaveLength(67);
  expect(await world.sync({ confirmRemovals: true })).toMatchObject({ removed: 67 });
  expect(await world.indexed()).toEqual({});
});

test.each(["sync", "sync --full"])(
  "spaces that a list leaves out lose nothing in a %s",
  async (how) => {
    const world = await openPages(13);
    await world.sync();
    const before = await world.indexed();
    world.world.listsNoSpaces = true;
    const report = await world.sync({ full: how === "sync --full" });
    expect(report).toMatchObject({ removed: 0, failed: 0 });
    expect(report.error).toBeUndefined();
    expect(await world.indexed()).toEqual(before);
    const [id = ""] = world.ids;
    world.site.setSpacePermissions("HB", { users: [...world.site.users.keys()].slice(0, 1) });
    world.site.edit(id, { storage: text("Other words.") });
    world.wait(HOUR_MS);
    expect((await world.sync()).error).toBeUndefined();
    expect(await world.indexed()).toEqual(world.expected());
    world.world.listsNoSpaces = false;
    world.site.createPage({ spaceKey: "HB", title: "New", storage: text("New words.") });
    world.wait(HOUR_MS);
    expect((await world.sync()).error).toBeUndefined();
    expect(await world.indexed()).toEqual(world.expected());
  },
);

test("the trash takes the last page of a site without a question, lost access does not", async () => {
  const world = await openPages(1);
  await world.sync();
  const [id = ""] = world.ids;
  world.site.setSpacePermissions("HB", { users: [] });
  world.wait(HOUR_MS);
  expect((await world.sync()).error).toContain("would lose 3 of its 3 documents");
  world.site.setSpacePermissions("HB", { users: [...world.site.users.keys()] });
  world.site.setTrashed(id);
  world.wait(HOUR_MS);
  expect(await world.sync()).toMatchObject({ removed: 2 });
  expect(await world.indexed()).toEqual(world.expected());
});

test("a token that is not accepted any more removes nothing and says what to do", async () => {
  const world = await openPages(5);
  await world.sync();
  world.set({ email: "other@acme.example", sweepMinutes: "0" });
  const before = await world.indexed();
  const report = await world.sync();
  expect(report.error).toContain("Atlassian does not accept the API token together with");
  expect(await world.indexed()).toEqual(before);
});

test("Confluence being away ends the run, and removes nothing", { timeout: 60_000 }, async () => {
  const world = await openPages(5);
  await world.sync();
  const before = await world.indexed();
  world.wait(HOUR_MS);
  world.world.faults = { rateLimited: 0, serverError: 1, cut: 0 };
  expect((await world.sync()).error).toMatch(/Confluence answered with an error \(50[03]\)/);
  expect(await world.indexed()).toEqual(before);
});

test("nested, with files and bad pages: all that can be read is, and lists name just that", {
  timeout: 60_000,
}, async () => {
  const world = await openConfluenceSync();
  seedPages(world.world, { pages: 300, depth: 6, attachmentEvery: 10, brokenEvery: 100 });
  const report = await world.sync();
  expect(report.failed).toBe(world.world.broken.size);
  const signal = new AbortController().signal;
  const listed = await Array.fromAsync(world.connector().listDocumentIds(signal));
  const ids = listed.map(({ documentId }) => documentId);
  const indexed = Object.keys(await world.indexed());
  expect(new Set(ids)).toEqual(new Set([...indexed, ...world.world.broken.keys()]));
});
