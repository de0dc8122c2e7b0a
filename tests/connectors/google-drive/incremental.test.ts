import { describe, expect, test } from "vitest";
import { seedCompany } from "../../counterparts/google-drive/seeds/seed-company.ts";
import { seedFiles } from "../../counterparts/google-drive/seeds/seed-files.ts";
import { ANN } from "./drive-fixture.ts";
import { comparable } from "./syncing/comparable.ts";
import { openClosedSync } from "./syncing/drive-sync-world.ts";

async function openCompany(settings: Record<string, string> = {}) {
  const world = await openClosedSync();
  const seeded = seedCompany(world.drive);
  world.set({ drives: "all", ...settings });
  return { ...world, seeded };
}

type World = Awaited<ReturnType<typeof openClosedSync>>;

async function expectEqual(world: World): Promise<void> {
  expect(comparable(await world.indexed())).toEqual(comparable(world.expected()));
}

/** The requests of one more sync, without those for tokens. */
async function syncAndCount(world: World) {
  const start = world.world.requests.length;
  const report = await world.sync();
  return { report, requests: world.requestsSince(start) };
}

test("the first sync reads every document, with its place, address and readers", async () => {
  const world = await openCompany();
  expect((await world.sync()).error).toBeUndefined();
  expect(await world.failures()).toEqual([]);
  await expectEqual(world);
  const { leave, fire } = world.seeded;
  const indexed = await world.indexed();
  expect(indexed[leave]).toMatchObject({
    title: "Annual leave",
    path: "Handbook › People › Annual leave",
    url: `https://docs.google.com/document/d/${leave}/edit?usp=drivesdk`,
    readers: ["google-group:staff@acme.example", `user:${ANN}`],
    text: expect.stringContaining("26 days of annual leave"),
  });
  expect(indexed[fire]?.text).toContain("car park behind building C");
});

test("nothing chosen reads all that the account sees", async () => {
  const world = await openCompany();
  world.set({ drives: "" });
  const { seeded } = world;
  world.drive.share(seeded.notes, { type: "user", role: "writer", emailAddress: ANN });
  await world.sync();
  const paths = Object.values(await world.indexed()).map(({ path }) => path);
  expect(paths.sort()).toEqual([
    // Its folder is shared with others, the top of My Drive is not.
    "Finance › Budget",
    "Handbook › Fire drill.pdf",
    "Handbook › People › Annual leave",
    "Handbook › People › Travel allowances",
    "Handbook › Visitors.docx",
    "Handbook › Welcome to Acme",
    "Notes of Ben.txt",
  ]);
  world.drive.unshare(seeded.notes, ANN);
  expect(await world.sync()).toMatchObject({ removed: 1 });
});

describe("an unchanged source costs the same, whatever its size", () => {
  test.each([30, 600])("%i files", { timeout: 30_000 }, async (files) => {
    const world = await openClosedSync();
    const { rootId } = seedFiles(world.world, { files, brokenEvery: 1e9 });
    world.set({ drives: rootId });
    await world.sync();
    const { report, requests } = await syncAndCount(world);
    expect(requests).toEqual([
      "GET /drive/v3/changes",
      `GET /drive/v3/drives/${rootId}`,
      `GET /drive/v3/files/${rootId}/permissions`,
    ]);
    expect(report).toMatchObject({ seen: 0, removed: 0, failed: 0 });
  });
});

test("a first sync lists a thousand files a request", { timeout: 30_000 }, async () => {
  const world = await openClosedSync();
  const { rootId } = seedFiles(world.world, { files: 300, brokenEvery: 1e9 });
  world.set({ drives: rootId });
  const { requests } = await syncAndCount(world);
  const others = requests.filter((one) => !/\/export$|\/files\/[^/]+$/.test(one));
  expect(others).toEqual([
    `GET /drive/v3/drives/${rootId}`,
    "GET /drive/v3/changes/startPageToken",
    `GET /drive/v3/files/${rootId}/permissions`,
    "GET /drive/v3/files",
  ]);
});

test("an edit reads one document, a new member none", async () => {
  const world = await openCompany();
  const { drive, seeded } = world;
  await world.sync();
  drive.advance(60_000);
  drive.edit(seeded.leave, "# Annual leave\n\nEverybody has 28 days.");
  const edited = await syncAndCount(world);
  expect(edited.report).toMatchObject({ seen: 1, changed: 1 });
  expect(edited.requests.filter((one) => one.endsWith("/export"))).toHaveLength(1);
  expect((await world.indexed())[seeded.leave]?.text).toContain("28 days");
  drive.share(seeded.handbook, { type: "user", role: "reader", emailAddress: "new@acme.example" });
  const shared = await syncAndCount(world);
  expect(shared.report).toMatchObject({ changed: 0, unchanged: 5 });
  expect(shared.requests.filter((one) => /export|alt=media/.test(one))).toEqual([]);
  await expectEqual(world);
});

test("folders take what lies in them along: renamed, moved, out of scope and back, trashed", async () => {
  const world = await openCompany();
  const { drive, seeded } = world;
  drive.reports.sharesReachDown = false;
  const beside = drive.createSharedDrive({ name: "Beside", members: { [ANN]: "organizer" } });
  world.set({ drives: seeded.handbook });
  await world.sync();
  const steps: (() => void)[] = [
    () => drive.rename(seeded.people, "Our people"),
    () => drive.move(seeded.people, drive.createFolder({ name: "All", parentId: seeded.handbook })),
    () => drive.move(seeded.people, beside),
    () => drive.move(seeded.people, seeded.handbook),
    () => drive.setTrashed(seeded.people, true),
    () => drive.setTrashed(seeded.people, false),
    () => drive.destroy(seeded.people),
  ];
  const sizes: number[] = [];
  for (const step of steps) {
    step();
    expect((await world.sync()).error).toBeUndefined();
    await expectEqual(world);
    sizes.push(Object.keys(await world.indexed()).length);
  }
  expect(sizes).toEqual([5, 5, 3, 5, 3, 5, 3]);
});

test("a page token that is not accepted any more lists everything, and reads nothing", async () => {
  const world = await openCompany();
  await world.sync();
  world.drive.tree.log.expireTokens();
  const { report, requests } = await syncAndCount(world);
  expect(report).toMatchObject({ unchanged: 5, changed: 0, failed: 0 });
  expect(report.error).toBeUndefined();
  expect(requests.some((one) => one.endsWith("/export"))).toBe(false);
});

test("files of a folder alone, and what is left out", async () => {
  const world = await openCompany();
  const { people, leave, travel } = world.seeded;
  world.set({
    drives: "",
    folders: `https://drive.google.com/drive/folders/${people}?usp=sharing`,
  });
  await world.sync();
  expect(Object.keys(await world.indexed()).sort()).toEqual([leave, travel].sort());
  await expectEqual(world);
  world.set({ exclude: "People/Travel*" });
  expect(await world.sync()).toMatchObject({ removed: 1 });
  expect(Object.keys(await world.indexed())).toEqual([leave]);
});

test("another choice takes effect with the next sync, without reading what stays", async () => {
  const world = await openCompany();
  await world.sync();
  world.set({ drives: "", folders: world.seeded.people, myDrive: "true" });
  await world.sync({ confirmRemovals: true });
  await expectEqual(world);
});

test("ids that exist are those of the index", async () => {
  const world = await openCompany();
  await world.sync();
  const { signal } = new AbortController();
  const listed = await Array.fromAsync(world.connect({ drives: "all" }).listDocumentIds(signal));
  const ids = listed.map(({ documentId }) => documentId).sort();
  expect(ids).toEqual(Object.keys(await world.indexed()).sort());
});
