import { expect, test } from "vitest";
import { ANN } from "../drive-fixture.ts";
import { openClosedSync } from "../syncing/drive-sync-world.ts";

const BEN = "ben@acme.example";

async function openTeam() {
  const world = await openClosedSync();
  const { drive } = world;
  const driveId = drive.createSharedDrive({ name: "Team", members: { [ANN]: "organizer" } });
  drive.reports.sharesReachDown = false;
  const folderId = drive.createFolder({ name: "Plans", parentId: driveId });
  // The list begins with what was edited last.
  const last = drive.createDocument({ name: "Z", parentId: folderId, markdown: "Z 1." });
  drive.advance(1_000);
  // Some are asked for ahead of the one that is handed over.
  for (let n = 0; n < 8; n += 1) {
    drive.createDocument({ name: `Q${n}`, parentId: folderId, markdown: "Q 1." });
  }
  drive.advance(1_000);
  const id = drive.createDocument({ name: "Plan", parentId: folderId, markdown: "Plan 1." });
  world.set({ drives: driveId });
  await world.sync();
  // What the first one handed over is not looked at again after this one.
  await world.sync();
  const readers = async () => (await world.indexed())[id]?.readers;
  return { ...world, driveId, folderId, id, last, readers };
}

const ben = { type: "user", role: "reader", emailAddress: BEN } as const;

test.each([
  ["a folder", "folderId", {}],
  ["a shared drive", "driveId", {}],
  ["a folder, in a sync that lists everything", "folderId", { full: true }],
] as const)(
  "%s shared in a sync that was cut off, and unshared after it, leaves nobody in",
  async (_, where, options) => {
    const world = await openTeam();
    const { drive, last, readers, sync } = world;
    drive.share(world[where], ben);
    drive.rename(last, "Other");
    const stop = new AbortController();
    world.world.onRequest = ({ path }) => {
      if (path === `/drive/v3/files/${last}/export`) stop.abort();
    };
    await sync({ ...options, signal: stop.signal });
    world.world.onRequest = undefined;
    expect(await readers()).toContain(`user:${BEN}`);
    drive.unshare(world[where], BEN);
    expect((await sync()).error).toBeUndefined();
    expect(await readers()).toEqual([`user:${ANN}`]);
  },
);

test("a folder that came and went around a sync that was cut off takes what lies in it along", async () => {
  const { drive, driveId, folderId, last, sync, world, indexed, set } = await openTeam();
  const guest = drive.createFolder({ name: "Guest", parentId: driveId });
  for (let n = 0; n < 8; n += 1) {
    drive.createDocument({ name: `G${n}`, parentId: guest, markdown: "G 1." });
  }
  set({ drives: "", folders: folderId });
  await sync();
  drive.move(guest, folderId);
  drive.rename(last, "Other");
  const stop = new AbortController();
  world.onRequest = ({ path }) => {
    if (path === `/drive/v3/files/${last}/export`) stop.abort();
  };
  await sync({ signal: stop.signal });
  world.onRequest = undefined;
  const names = async () => Object.values(await indexed()).map(({ title }) => title);
  expect(await names()).toContain("G0");
  drive.move(guest, driveId);
  expect((await sync()).error).toBeUndefined();
  expect((await names()).filter((name) => name.startsWith("G"))).toEqual([]);
});

test("a shared drive that lets somebody in while it is read, and out again after it", async () => {
  const world = await openTeam();
  const { drive, driveId, id, readers, sync } = world;
  drive.share(id, { type: "user", role: "reader", emailAddress: "cleo@acme.example" });
  world.world.onRequest = ({ path }) => {
    if (path !== `/drive/v3/files/${id}/permissions`) return;
    world.world.onRequest = undefined;
    drive.share(driveId, ben);
  };
  await sync();
  expect(await readers()).toContain(`user:${BEN}`);
  drive.unshare(driveId, BEN);
  await sync();
  expect(await readers()).toEqual([`user:${ANN}`, "user:cleo@acme.example"]);
});
