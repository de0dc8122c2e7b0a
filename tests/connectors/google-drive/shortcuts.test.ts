import { expect, test } from "vitest";
import { ANN } from "./drive-fixture.ts";
import { comparable } from "./syncing/comparable.ts";
import { openClosedSync } from "./syncing/drive-sync-world.ts";

async function openTwo() {
  const world = await openClosedSync();
  const { drive } = world;
  const members = { [ANN]: "organizer" } as const;
  const here = drive.createSharedDrive({ name: "Here", members });
  const there = drive.createSharedDrive({ name: "There", members });
  const folder = drive.createFolder({ name: "Folder", parentId: there });
  const inside = drive.createDocument({ name: "Inside", parentId: folder, markdown: "Inside 1." });
  const single = drive.createDocument({ name: "Single", parentId: there, markdown: "Single 1." });
  const own = drive.createDocument({ name: "Own", parentId: here, markdown: "Own 1." });
  world.set({ drives: here });
  const paths = async () => {
    const report = await world.sync({ confirmRemovals: true });
    expect(report.error).toBeUndefined();
    expect(comparable(await world.indexed())).toEqual(comparable(world.expected()));
    return Object.values(await world.indexed())
      .map(({ path }) => path)
      .sort();
  };
  const link = (targetId: string, parentId = here) =>
    drive.createShortcut({ name: "Link", targetId, parentId });
  return { ...world, here, there, folder, inside, single, own, paths, link };
}

test("targets elsewhere are read as if they lay there, and followed from then on", async () => {
  const { drive, folder, inside, single, paths, link, there } = await openTwo();
  const toFolder = link(folder);
  link(single);
  expect(await paths()).toEqual(["Here › Folder › Inside", "Here › Own", "Here › Single"]);
  drive.rename(folder, "Renamed");
  drive.edit(inside, "Inside 2.");
  drive.createDocument({ name: "New", parentId: folder, markdown: "New 1." });
  expect(await paths()).toHaveLength(4);
  drive.setTrashed(there, true);
  drive.setTrashed(there, false);
  drive.setTrashed(folder, true);
  expect(await paths()).toEqual(["Here › Own", "Here › Single"]);
  drive.setTrashed(folder, false);
  expect(await paths()).toHaveLength(4);
  drive.destroy(toFolder);
  expect(await paths()).toEqual(["Here › Own", "Here › Single"]);
});

test("a target in scope is one document, however many shortcuts lead to it", async () => {
  const { own, single, paths, link } = await openTwo();
  link(own);
  link(own);
  link(single);
  link(single);
  expect(await paths()).toEqual(["Here › Own", "Here › Single"]);
});

test("shortcuts that lead to each other come to an end", async () => {
  const { folder, here, drive, paths, link, there } = await openTwo();
  const other = drive.createFolder({ name: "Other", parentId: there });
  link(folder);
  link(other, folder);
  link(folder, other);
  link(here, other);
  expect(await paths()).toEqual(["Here › Folder › Inside", "Here › Own"]);
  drive.createDocument({ name: "Deep", parentId: other, markdown: "Deep 1." });
  expect(await paths()).toContain("Here › Folder › Other › Deep");
});

test("a target that is moved into scope stays one document, at its new place", async () => {
  const { folder, here, drive, paths, link } = await openTwo();
  link(folder);
  await paths();
  const inner = drive.createFolder({ name: "Inner", parentId: here });
  drive.move(folder, inner);
  expect(await paths()).toEqual(["Here › Inner › Folder › Inside", "Here › Own"]);
});

test("what moves to another drive between its logs is not taken for gone by the one it left", async () => {
  const { drive, world, here, there, single, link, paths, set } = await openTwo();
  const mine = drive.createFolder({ name: "Mine", owner: ANN });
  set({ folders: mine });
  const toSingle = link(single);
  const box = drive.createFolder({ name: "Box", parentId: here });
  await paths();
  let logs = 0;
  world.onRequest = ({ path }) => {
    if (path === "/drive/v3/changes") logs += 1;
    if (path !== "/drive/v3/changes" || logs !== 2) return;
    for (const id of [toSingle, box]) drive.move(id, mine);
  };
  expect(await paths()).toEqual(["Here › Own", "Mine › Single"]);
  world.onRequest = undefined;
  expect(await paths()).toEqual(["Here › Own", "Mine › Single"]);
  drive.createDocument({ name: "New", parentId: box, markdown: "New 1." });
  expect(await paths()).toEqual(["Here › Own", "Mine › Box › New", "Mine › Single"]);
  drive.move(box, there);
  expect(await paths()).toEqual(["Here › Own", "Mine › Single"]);
});
