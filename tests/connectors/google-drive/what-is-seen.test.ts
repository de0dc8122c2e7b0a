import { expect, test } from "vitest";
import { ANN } from "./drive-fixture.ts";
import { openClosedSync } from "./syncing/drive-sync-world.ts";

const BEN = "ben@acme.example";

async function openEverything() {
  const world = await openClosedSync();
  world.drive.createUser(BEN);
  const paths = async () => {
    expect((await world.sync({ confirmRemovals: true })).error).toBeUndefined();
    return Object.values(await world.indexed())
      .map(({ path }) => path)
      .sort();
  };
  return { ...world, paths };
}

test("files of one's own that lie in no folder: orphans, and those of a backed-up computer", async () => {
  const { drive, paths, connect, sync } = await openEverything();
  const laptop = drive.createFolder({ name: "Laptop", owner: ANN });
  const file = drive.createDocument({ name: "Plan", parentId: laptop, markdown: "Plan 1." });
  const orphan = drive.createDocument({ name: "Orphan", owner: ANN, markdown: "Orphan 1." });
  drive.detach(laptop);
  drive.detach(orphan);
  expect(await paths()).toEqual(["Laptop › Plan", "Orphan"]);
  const { signal } = new AbortController();
  const listed = await Array.fromAsync(connect().listDocumentIds(signal));
  expect(listed.map(({ documentId }) => documentId).sort()).toEqual([file, orphan].sort());
  drive.rename(laptop, "Old laptop");
  expect(await paths()).toEqual(["Old laptop › Plan", "Orphan"]);
  expect(await sync({ full: true })).toMatchObject({ changed: 0, removed: 0 });
});

test("a file or folder of a shared drive that only others are in, shared by itself", async () => {
  const { drive, paths, indexed } = await openEverything();
  const theirs = drive.createSharedDrive({ name: "Theirs", members: { [BEN]: "organizer" } });
  const folder = drive.createFolder({ name: "Folder", parentId: theirs });
  const inside = drive.createDocument({ name: "Inside", parentId: folder, markdown: "Inside 1." });
  const single = drive.createDocument({ name: "Single", parentId: theirs, markdown: "Single 1." });
  expect(await paths()).toEqual([]);
  const ann = { type: "user", role: "writer", emailAddress: ANN } as const;
  drive.share(single, ann);
  expect(await paths()).toEqual(["Single"]);
  drive.share(folder, ann);
  expect(await paths()).toEqual(["Folder › Inside", "Single"]);
  expect((await indexed())[inside]?.readers).toEqual([`user:${ANN}`, `user:${BEN}`]);
  drive.unshare(folder, ANN);
  expect(await paths()).toEqual(["Single"]);
});
