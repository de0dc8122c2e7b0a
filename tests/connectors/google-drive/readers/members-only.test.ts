import { expect, test } from "vitest";
import { ANN } from "../drive-fixture.ts";
import { openClosedSync } from "../syncing/drive-sync-world.ts";

const BEN = "ben@acme.example";

async function openTeam() {
  const world = await openClosedSync();
  const { drive } = world;
  const driveId = drive.createSharedDrive({ name: "Team", members: { [ANN]: "organizer" } });
  const folderId = drive.createFolder({ name: "Plans", parentId: driveId });
  const id = drive.createDocument({ name: "Plan", parentId: folderId, markdown: "The plan." });
  drive.share(id, { type: "user", role: "reader", emailAddress: BEN });
  const elsewhere = drive.createSharedDrive({ name: "Else", members: { [ANN]: "organizer" } });
  const readers = async () => {
    expect((await world.sync()).error).toBeUndefined();
    return (await world.indexed())[id]?.readers;
  };
  return { ...world, driveId, folderId, id, elsewhere, readers };
}

type World = Awaited<ReturnType<typeof openTeam>>;

test.each([
  ["read whole", ({ driveId, set }: World) => set({ drives: driveId })],
  ["of which a folder is read", ({ folderId, set }: World) => set({ folders: folderId })],
  [
    "that a shortcut leads to as a whole",
    ({ driveId, elsewhere, drive, set }: World) => {
      drive.createShortcut({ name: "Link", targetId: driveId, parentId: elsewhere });
      set({ drives: elsewhere });
    },
  ],
  [
    "of which a shortcut leads to a folder",
    ({ folderId, elsewhere, drive, set }: World) => {
      drive.createShortcut({ name: "Link", targetId: folderId, parentId: elsewhere });
      set({ drives: elsewhere });
    },
  ],
])(
  "a shared drive for members alone, %s: what others were given counts for nothing",
  async (_, choose) => {
    const world = await openTeam();
    const { drive, driveId, id, readers } = world;
    choose(world);
    const both = [`user:${ANN}`, `user:${BEN}`];
    expect(await readers()).toEqual(both);
    drive.setMembersOnly(driveId, true);
    expect(await readers()).toEqual([`user:${ANN}`]);
    drive.share(driveId, { type: "user", role: "reader", emailAddress: BEN });
    expect(await readers()).toEqual(both);
    drive.unshare(driveId, BEN);
    expect(await readers()).toEqual([`user:${ANN}`]);
    drive.setMembersOnly(driveId, false);
    expect(await readers()).toEqual(both);
    expect((await world.indexed())[id]?.text).toContain("The plan.");
  },
);
