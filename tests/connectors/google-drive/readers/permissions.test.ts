import { expect, test } from "vitest";
import { OPEN, readSharing } from "../../../../connectors/google-drive/tree/sharing.ts";
import { ANN } from "../drive-fixture.ts";
import { openClosedSync } from "../syncing/drive-sync-world.ts";

const BEN = "ben@acme.example";
const MINUTE_MS = 60_000;

async function openShared(settings: Record<string, string> = {}) {
  let time = Date.UTC(2026, 2, 1, 9, 0, 0);
  const world = await openClosedSync({ now: () => time });
  const { drive } = world;
  drive.reports.sharesReachDown = false;
  const driveId = drive.createSharedDrive({ name: "Team", members: { [ANN]: "organizer" } });
  const folderId = drive.createFolder({ name: "Plans", parentId: driveId });
  const id = drive.createDocument({ name: "Plan", parentId: folderId, markdown: "The plan." });
  const mineId = drive.createFolder({ name: "Mine", owner: ANN });
  const ownId = drive.createDocument({ name: "Own", parentId: mineId, markdown: "Own words." });
  world.set({ drives: driveId, folders: mineId, ...settings });
  await world.sync();
  const readers = async (documentId: string) => (await world.indexed())[documentId]?.readers;
  return {
    ...world,
    driveId,
    folderId,
    id,
    mineId,
    ownId,
    readers,
    later: (ms: number) => {
      time += ms;
    },
    at: (ms: number) => new Date(time + ms).toISOString(),
    resync: async () => {
      const report = await world.sync();
      // A change of readers reads no text.
      expect(report).toMatchObject({ changed: 0, removed: 0, failed: 0 });
    },
  };
}

test("members, groups, domains and single people, on the drive, a folder or the file", async () => {
  const world = await openShared();
  const { drive, id, folderId, driveId } = world;
  drive.share(driveId, { type: "group", role: "reader", emailAddress: "all@acme.example" });
  drive.share(folderId, { type: "user", role: "commenter", emailAddress: "Cleo@Acme.example" });
  drive.share(id, {
    type: "domain",
    role: "reader",
    domain: "x.example",
    allowFileDiscovery: true,
  });
  await world.resync();
  const all = ["domain:x.example", "google-group:all@acme.example", "user:ann@acme.example"];
  expect(await world.readers(id)).toEqual([...all, "user:cleo@acme.example"]);
  drive.unshare(folderId, "Cleo@Acme.example");
  drive.unshare(driveId, "all@acme.example");
  await world.resync();
  expect(await world.readers(id)).toEqual(["domain:x.example", "user:ann@acme.example"]);
});

test("sharing with holders of a link opens nothing, unless an admin says so", async () => {
  const world = await openShared();
  const { drive, id, ownId } = world;
  drive.share(id, { type: "anyone", role: "reader" });
  drive.share(ownId, { type: "domain", role: "reader", domain: "acme.example" });
  await world.resync();
  expect(await world.readers(id)).toEqual([`user:${ANN}`]);
  expect(await world.readers(ownId)).toEqual([`user:${ANN}`]);
  world.set({ linkSharing: "domain" });
  await world.resync();
  expect(await world.readers(id)).toEqual([`user:${ANN}`]);
  expect(await world.readers(ownId)).toEqual(["domain:acme.example", `user:${ANN}`]);
  world.set({ linkSharing: "public" });
  await world.resync();
  expect(await world.readers(id)).toEqual(["public", `user:${ANN}`]);
});

test("a folder with limited access shuts out members of its drive", async () => {
  const world = await openShared();
  const { drive, id, folderId, driveId } = world;
  drive.share(driveId, { type: "user", role: "reader", emailAddress: BEN });
  await world.resync();
  expect(await world.readers(id)).toContain(`user:${BEN}`);
  drive.setLimited(folderId, true);
  await world.resync();
  expect(await world.readers(id)).toEqual([`user:${ANN}`]);
  drive.share(folderId, { type: "user", role: "reader", emailAddress: BEN });
  await world.resync();
  expect(await world.readers(id)).toContain(`user:${BEN}`);
});

test.each(["id", "folderId", "driveId", "ownId", "mineId"] as const)(
  "access for a time given on %s ends with it, though no log tells",
  async (where) => {
    const world = await openShared();
    const { drive } = world;
    drive.share(world[where], {
      type: "user",
      role: "reader",
      emailAddress: BEN,
      expirationTime: world.at(30 * MINUTE_MS),
    });
    await world.resync();
    const id = where === "ownId" || where === "mineId" ? world.ownId : world.id;
    expect(await world.readers(id)).toContain(`user:${BEN}`);
    world.later(29 * MINUTE_MS);
    await world.resync();
    expect(await world.readers(id)).toContain(`user:${BEN}`);
    world.later(2 * MINUTE_MS);
    await world.resync();
    expect(await world.readers(id)).toEqual([`user:${ANN}`]);
  },
);

test("a folder shared in the middle of a sync and unshared after it leaves nobody in", async () => {
  const world = await openShared();
  const { drive, id, folderId, mineId, ownId } = world;
  const cleo = { type: "user", role: "reader", emailAddress: "cleo@acme.example" } as const;
  drive.share(folderId, cleo);
  await world.resync();
  const cases = [
    { folder: folderId, documentId: id, act: () => drive.edit(id, "Edited.") },
    { folder: mineId, documentId: ownId, act: () => drive.rename(mineId, "Renamed") },
  ];
  const moments = [`/drive/v3/files/${folderId}/permissions`, "/drive/v3/files"];
  for (const { folder, documentId, act } of cases) {
    world.later(MINUTE_MS);
    act();
    // The change log was read, and what the document says of its readers comes now.
    world.world.onRequest = ({ path }) => {
      if (!moments.includes(path)) return;
      world.world.onRequest = undefined;
      drive.share(folder, { type: "user", role: "reader", emailAddress: BEN });
    };
    await world.sync();
    expect(await world.readers(documentId)).toContain(`user:${BEN}`);
    drive.unshare(folder, BEN);
    await world.sync();
    expect(await world.readers(documentId)).not.toContain(`user:${BEN}`);
  }
});

test("what the account may not see the sharing of is taken from those who had it", async () => {
  const world = await openShared();
  const { drive } = world;
  drive.createUser(BEN);
  const folderId = drive.createFolder({ name: "Ben's", owner: BEN });
  const id = drive.createDocument({ name: "Offer", parentId: folderId, markdown: "Offer." });
  drive.share(folderId, { type: "user", role: "writer", emailAddress: ANN });
  world.set({ drives: "", folders: folderId });
  await world.sync();
  expect(await world.readers(id)).toEqual([`user:${ANN}`, `user:${BEN}`]);
  drive.share(folderId, { type: "user", role: "reader", emailAddress: ANN });
  expect(await world.sync()).toMatchObject({ failed: 1 });
  expect(await world.readers(id)).toEqual([]);
  const [failure] = await world.failures();
  expect(failure?.reason).toContain("cannot be given to anyone");
});

test("who counts as a reader", () => {
  const rules = { linkSharing: "nobody", now: Date.UTC(2026, 0, 1) } as const;
  const read = (...permissions: Parameters<typeof readSharing>[0]) =>
    readSharing(permissions, OPEN, rules);
  const user = { type: "user", role: "reader", emailAddress: "A@x.example" };
  expect(read(user).readers).toEqual(["user:a@x.example"]);
  expect(read({ ...user, deleted: true }).readers).toEqual([]);
  expect(read({ ...user, view: "metadata" }).readers).toEqual([]);
  expect(read({ ...user, role: "writer", pendingOwner: true }).readers).toHaveLength(1);
  expect(read({ ...user, emailAddress: null }).readers).toEqual([]);
  expect(read({ ...user, expirationTime: "2025-12-31T23:59:59Z" }).readers).toEqual([]);
  expect(read({ ...user, expirationTime: "some day" }).readers).toEqual([]);
  expect(read({ type: "anyone", role: "reader", allowFileDiscovery: true }).readers).toEqual([
    "public",
  ]);
  expect(read({ type: "hologram", role: "reader" }).readers).toEqual([]);
  const expiring = read(
    { ...user, expirationTime: "2026-02-01T00:00:00Z" },
    { ...user, emailAddress: "b@x.example", expirationTime: "2026-01-02T00:00:00Z" },
  );
  expect(expiring.expiresAt).toBe(Date.UTC(2026, 0, 2));
});
