import { describe, expect, test } from "vitest";
import { cqlTime } from "../../../connectors/confluence/site/cql-time.ts";
import { readTime } from "../../counterparts/confluence/api/cql/read-time.ts";
import { text } from "./confluence-fixture.ts";
import { openConfluenceSync } from "./confluence-sync-world.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A space with `pages` below its homepage, long since edited, synced once. */
async function openSynced(pages: number, settings: Record<string, string> = {}, timeZone = "UTC") {
  let time = Date.UTC(2026, 2, 1, 9, 0, 5);
  const world = await openConfluenceSync({ now: () => time, timeZone }, settings);
  const { site } = world;
  const { homepageId } = site.createSpace({ key: "HB", name: "Handbook" });
  const ids = Array.from({ length: pages }, (_, n) =>
    site.createPage({ spaceKey: "HB", title: `Page ${n}`, storage: text(`Words ${n}.`) }),
  );
  time += HOUR_MS;
  const first = await world.sync();
  time += HOUR_MS / 2;
  return {
    ...world,
    homepageId,
    ids,
    first,
    wait: (ms: number) => (time += ms),
    at: (ms: number) => (time = ms),
  };
}

type Synced = Awaited<ReturnType<typeof openSynced>>;

/** The requests of one more sync. */
async function syncAndCount(world: Synced) {
  const start = world.world.requests.length;
  const report = await world.sync();
  return { report, requests: world.requestsSince(start) };
}

async function expectSame(world: Synced): Promise<void> {
  expect(await world.indexed()).toEqual(world.expected());
}

test("the first sync reads every page, with its place, address and readers", async () => {
  const world = await openSynced(3);
  expect(world.first).toMatchObject({ seen: 4, changed: 4, failed: 0, removed: 0 });
  await expectSame(world);
  const [id = ""] = world.ids;
  const { everyoneId } = world.site;
  expect((await world.stored())[id]).toMatchObject({
    title: "Page 0",
    path: "Handbook › Handbook › Page 0",
    readers: [`confluence-group:127.0.0.1:${everyoneId}`],
  });
});

test.each([10, 600])("an unchanged space of %i pages costs eight requests", async (pages) => {
  const world = await openSynced(pages);
  const { report, requests } = await syncAndCount(world);
  expect(report).toMatchObject({ seen: 0, changed: 0, removed: 0 });
  expect(requests).toHaveLength(8);
});

describe("what the search calls modified comes with the next sync", () => {
  test("an edited page, and nothing else is read", async () => {
    const world = await openSynced(20);
    world.site.edit(world.ids[3] ?? "", { storage: text("Words 333.") });
    const { report } = await syncAndCount(world);
    expect(report).toMatchObject({ seen: 1, changed: 1 });
    await expectSame(world);
    // Within the overlap it is found again, and not looked at again.
    world.wait(MINUTE_MS);
    const again = await syncAndCount(world);
    expect(again.report).toMatchObject({ seen: 0 });
    expect(again.requests).toHaveLength(8);
  });

  test("a new page, a file, a comment and an answer", async () => {
    const world = await openSynced(3);
    const { site } = world;
    const [first = "", second = ""] = world.ids;
    site.createPage({ spaceKey: "HB", title: "New", parentId: first, storage: text("Words 9.") });
    const bytes = Buffer.from("Words 71.");
    site.attach(second, { fileName: "plan.txt", mediaType: "text/plain", bytes });
    const asked = site.comment({ on: second, storage: text("Words 72.") });
    site.comment({ on: second, storage: text("Words 73."), replyTo: asked });
    expect((await syncAndCount(world)).report).toMatchObject({ failed: 0, changed: 3 });
    await expectSame(world);
  });

  test("a renamed page takes along the paths of all below it, and of its files", async () => {
    const world = await openSynced(3);
    const { site } = world;
    const [first = "", second = ""] = world.ids;
    site.move(second, first);
    const bytes = Buffer.from("Words 71.");
    site.attach(second, { fileName: "plan.txt", mediaType: "text/plain", bytes });
    world.wait(2 * HOUR_MS);
    await world.sync();
    await expectSame(world);
    world.wait(HOUR_MS / 2);
    site.rename(first, "Another name");
    expect((await syncAndCount(world)).report).toMatchObject({ changed: 3 });
    await expectSame(world);
  });
});

describe("what it does not call modified is found", () => {
  test("by the next sync: the permissions of a space, without reading a text", async () => {
    const world = await openSynced(5);
    const ann = world.site.createUser({ name: "Ann", email: "ann@acme.example" });
    world.site.setSpacePermissions("HB", { users: [ann, world.reader], anonymous: true });
    const { report, requests } = await syncAndCount(world);
    expect(report).toMatchObject({ changed: 0, seen: 6 });
    expect(requests.filter((one) => /\/pages\/\d+/.test(one))).toEqual([]);
    await expectSame(world);
  });

  test("by the next sweep: moves, restrictions, trash, labels, archive, purge, restore", async () => {
    const world = await openSynced(9);
    const { site, ids } = world;
    const [a = "", b = "", c = "", d = "", e = "", f = "", g = ""] = ids;
    site.move(a, b);
    site.restrict(c, { read: { users: [world.reader] } });
    site.setTrashed(d);
    site.label(e, ["new"]);
    site.archive(f);
    site.purge(g);
    world.wait(HOUR_MS);
    expect((await world.sync()).failed).toBe(0);
    await expectSame(world);
    site.restore(d);
    site.restore(f);
    site.unrestrict(c);
    world.wait(HOUR_MS + MINUTE_MS);
    await world.sync();
    await expectSame(world);
    expect(Object.keys(await world.indexed())).toHaveLength(9);
  });

  test("after so many minutes everything is listed, and unchanged texts are not read", async () => {
    const world = await openSynced(450);
    world.wait(HOUR_MS);
    const { report, requests } = await syncAndCount(world);
    expect(report).toMatchObject({ changed: 0, unchanged: 451 });
    // The lists of pages (2), of blog posts (1), the search (3); spaces and who we are (4).
    expect(requests).toHaveLength(10);
  });
});

test("what is in the trash takes its files along, and what stood below it moves up", async () => {
  const world = await openSynced(1, { sweepMinutes: "10080" });
  const { site, ids } = world;
  const [parent = ""] = ids;
  const below = site.createPage({
    ...{ spaceKey: "HB", title: "Below", parentId: parent },
    storage: text("Words 7."),
  });
  const attach = (id: string, fileName: string) =>
    site.attach(id, { fileName, mediaType: "text/plain", bytes: Buffer.from("Words 8.") });
  attach(parent, "gone.txt");
  attach(below, "stays.txt");
  await world.sync();
  await expectSame(world);
  site.setTrashed(parent);
  expect(await world.sync()).toMatchObject({ removed: 2, changed: 2 });
  await expectSame(world);
});

test("a space that is deleted while it is asked about is none", async () => {
  const world = await openSynced(2, { sweepMinutes: "0" });
  const { id } = world.site.createSpace({ key: "TMP", name: "For a while" });
  await world.sync();
  world.world.onRequest = ({ path }) => {
    if (!path.endsWith(`/spaces/${id}/permissions`)) return;
    world.site.deleteSpace("TMP");
    world.world.onRequest = undefined;
  };
  const report = await world.sync();
  expect(report.error).toBeUndefined();
  await expectSame(world);
});

test("what was trashed and modified by that is removed with the next sync", async () => {
  const world = await openSynced(3);
  world.site.state.modifiedBy.add("archive");
  world.site.setTrashed(world.ids[1] ?? "");
  expect(await world.sync()).toMatchObject({ removed: 1 });
  await expectSame(world);
});

test.each(["Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kathmandu"])(
  "an edit is found whatever the account's time zone: %s",
  async (timeZone) => {
    const world = await openSynced(2, {}, timeZone);
    world.site.edit(world.ids[0] ?? "", { storage: text("Words 4711.") });
    expect(await world.sync()).toMatchObject({ seen: 1, changed: 1 });
  },
);

test("an edit is found in the hour that a clock being put back has twice", async () => {
  const world = await openSynced(2, { sweepMinutes: "10080" }, "Europe/Zurich");
  // 25 October 2026, 3:00 summer time becomes 2:00 winter time at 1:00 UTC.
  world.at(Date.UTC(2026, 9, 25, 0, 30));
  world.set({ sweepMinutes: "0" });
  await world.sync();
  world.set({ sweepMinutes: "10080" });
  for (const minute of [40, 55, 65, 80, 125, 150]) {
    world.at(Date.UTC(2026, 9, 25, 0, minute));
    world.site.edit(world.ids[0] ?? "", { storage: text(`Words ${minute}.`) });
    await world.sync();
    expect((await world.indexed())[world.ids[0] ?? ""]?.text).toBe(`Words ${minute}.`);
  }
});

test.each(["UTC", "Europe/Zurich", "America/Anchorage", "Australia/Lord_Howe", undefined])(
  "a time written for the search is never later than it was meant: %s",
  (timeZone) => {
    for (let hour = 0; hour < 24 * 366; hour += 7) {
      const ms = Date.UTC(2026, 0, 1, hour, hour % 60);
      const written = cqlTime(ms, timeZone);
      const read = readTime(written, timeZone ?? "Pacific/Honolulu", ms);
      expect(read).toBeLessThanOrEqual(ms);
      expect(read).toBeGreaterThan(ms - 16 * HOUR_MS);
    }
  },
);

test("a search that is minutes late loses nothing", async () => {
  const world = await openSynced(3, { sweepMinutes: "10080" });
  world.world.searchLagMs = 3 * MINUTE_MS;
  for (let n = 0; n < 8; n += 1) {
    world.site.edit(world.ids[n % 3] ?? "", { storage: text(`Words ${n}.`) });
    const id = world.site.comment({ on: world.homepageId, storage: text(`Words 10${n}.`) });
    expect(id).toBeDefined();
    world.wait(MINUTE_MS);
    await world.sync();
  }
  world.wait(4 * MINUTE_MS);
  await world.sync();
  await expectSame(world);
});

test("documents that are to be looked at again come out, whatever the search says", async () => {
  const world = await openSynced(4, { sweepMinutes: "10080" });
  const [here = "", gone = "", lost = ""] = world.ids;
  const bytes = Buffer.from("Words 5.");
  const fileId = world.site.attach(here, { fileName: "a.txt", mediaType: "text/plain", bytes });
  await world.sync();
  world.site.setTrashed(gone);
  world.site.purge(lost);
  world.wait(2 * HOUR_MS);
  const { cursor } = (await world.deps.storage.sources.get("confluence")) ?? {};
  const records = await world.deps.storage.documents.list("confluence");
  const known = new Map(records.map((one) => [one.documentId, one.fingerprint]));
  const changes = await Array.fromAsync(
    world.connector().changes({
      cursor,
      knownFingerprint: (id) => (id === fileId ? undefined : known.get(id)),
      knownDocumentIds: () => known.keys(),
      recheck: [here, gone, lost, fileId],
      signal: new AbortController().signal,
    }),
  );
  const said = changes.map((one) => [one.type, "documentId" in one ? one.documentId : undefined]);
  expect(said).toContainEqual(["document-removed", gone]);
  expect(said).toContainEqual(["document-removed", lost]);
  expect(said).toContainEqual(["document-unchanged", here]);
  expect(changes.find(({ type }) => type === "document-changed")).toMatchObject({
    document: { documentId: fileId },
  });
});
