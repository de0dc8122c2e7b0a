import { expect, test } from "vitest";
import { wordFile } from "../../../counterparts/google-drive/exports/office-packages.ts";
import { ANN } from "../drive-fixture.ts";
import { openClosedSync } from "../syncing/drive-sync-world.ts";

const BEN = "ben@acme.example";
const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const ben = { type: "user", role: "reader", emailAddress: BEN } as const;

async function openHr(settings: Record<string, string> = {}) {
  const world = await openClosedSync();
  const { drive } = world;
  drive.createUser(BEN);
  drive.reports.sharesReachDown = false;
  const driveId = drive.createSharedDrive({ name: "HR", members: { [ANN]: "organizer" } });
  const folderId = drive.createFolder({ name: "Layoffs 2027", parentId: driveId });
  const innerId = drive.createFolder({ name: "Forms", parentId: folderId });
  const id = drive.createDocument({ name: "Leave", parentId: innerId, markdown: "Leave 1." });
  world.set({ drives: driveId, ...settings });
  await world.sync();
  return {
    ...world,
    driveId,
    folderId,
    innerId,
    id,
    pathOf: async (documentId = id) => (await world.indexed())[documentId]?.path,
    /** Another sync, in which no text is read, nor written into the index. */
    resync: async () => {
      const start = world.world.requests.length;
      expect(await world.sync()).toMatchObject({ changed: 0, removed: 0, failed: 0 });
      const read = world.requestsSince(start).filter((one) => /\/export$|alt=media/.test(one));
      expect(read).toEqual([]);
    },
  };
}

test("a path shows names of folders as far up as each reader of the document may open them", async () => {
  const { drive, id, innerId, folderId, driveId, pathOf, resync } = await openHr();
  expect(await pathOf()).toBe("HR › Layoffs 2027 › Forms › Leave");
  const steps: [() => void, string][] = [
    [() => drive.share(id, ben), "Leave"],
    [() => drive.share(driveId, ben), "HR › Layoffs 2027 › Forms › Leave"],
    [() => drive.setLimited(folderId, true), "Leave"],
    [() => drive.share(innerId, ben), "Forms › Leave"],
    [() => drive.rename(folderId, "Layoffs 2028"), "Forms › Leave"],
    [() => drive.unshare(innerId, BEN), "Leave"],
    [() => drive.unshare(id, BEN), "HR › Layoffs 2028 › Forms › Leave"],
    [() => drive.rename(innerId, "Papers"), "HR › Layoffs 2028 › Papers › Leave"],
  ];
  for (const [act, path] of steps) {
    act();
    await resync();
    expect(await pathOf()).toBe(path);
  }
});

test("a folder is not known to be open to a person because a group or a domain may open it", async () => {
  const { drive, id, innerId, pathOf, resync } = await openHr();
  const staff = drive.createGroup("staff@acme.example", [BEN]);
  drive.share(id, ben);
  drive.share(innerId, { type: "group", role: "reader", emailAddress: staff });
  drive.share(innerId, {
    type: "domain",
    role: "reader",
    domain: "acme.example",
    allowFileDiscovery: true,
  });
  await resync();
  expect(await pathOf()).toBe("Leave");
  drive.share(innerId, { type: "anyone", role: "reader", allowFileDiscovery: true });
  await resync();
  expect(await pathOf()).toBe("Forms › Leave");
});

test("what a shortcut brings in shows where that lies to those who may open it there", async () => {
  const world = await openHr();
  const { drive, folderId, driveId, pathOf, resync, set, sync } = world;
  const there = drive.createSharedDrive({ name: "There", members: { [ANN]: "organizer" } });
  const targetId = drive.createFolder({ name: "Target", parentId: there });
  const inside = drive.createDocument({ name: "Inside", parentId: targetId, markdown: "In 1." });
  drive.share(targetId, ben);
  drive.createShortcut({ name: "Link", targetId, parentId: folderId });
  set({ drives: driveId });
  await sync();
  expect(await pathOf(inside)).toBe("Target › Inside");
  drive.share(folderId, ben);
  await resync();
  expect(await pathOf(inside)).toBe("Layoffs 2027 › Target › Inside");
  drive.unshare(folderId, BEN);
  await resync();
  expect(await pathOf(inside)).toBe("Target › Inside");
});

test("what could not be read anew does not tell new readers where it lay", async () => {
  const { drive, innerId, pathOf, sync, indexed } = await openHr();
  const content = wordFile("Terms 1.");
  const id = drive.createFile({ name: "Terms.docx", parentId: innerId, mimeType: DOCX, content });
  await sync();
  expect(await pathOf(id)).toBe("HR › Layoffs 2027 › Forms › Terms.docx");
  drive.edit(id, Buffer.from("PK\u0003\u0004 nonsense"));
  drive.share(id, ben);
  expect(await sync()).toMatchObject({ failed: 1 });
  expect((await indexed())[id]).toMatchObject({
    path: "Terms.docx",
    readers: [`user:${ANN}`, `user:${BEN}`],
    text: expect.stringContaining("Terms 1."),
  });
  drive.unshare(id, BEN);
  await sync();
  expect(await pathOf(id)).toBe("HR › Layoffs 2027 › Forms › Terms.docx");
});

test("what an admin gives to the source's audience tells of no folder", async () => {
  const { drive, set, sync, indexed } = await openHr();
  const folders = drive.createFolder({ name: "Offers", owner: BEN });
  const id = drive.createDocument({ name: "Offer", parentId: folders, markdown: "Offer 1." });
  drive.share(folders, { type: "user", role: "reader", emailAddress: ANN });
  set({ drives: "", folders, unknownReaders: "audience" });
  await sync({ confirmRemovals: true });
  expect((await indexed())[id]?.path).toBe("Offer");
});

test("what is left out is told by the whole path, whoever may see it", async () => {
  const { drive, id, pathOf, sync, folderId } = await openHr({ exclude: "HR/Old/**" });
  drive.share(id, ben);
  await sync();
  expect(await pathOf()).toBe("Leave");
  drive.rename(folderId, "Old");
  // It is all that there is.
  expect(await sync({ confirmRemovals: true })).toMatchObject({ removed: 1 });
  expect(await pathOf()).toBeUndefined();
});
