import { expect, test } from "vitest";
import { paragraph, text } from "../../counterparts/notion/workspace/content.ts";
import { openNotionSync } from "./syncing/notion-sync-world.ts";

const HOUR_MS = 3_600_000;
const ODD: [string, unknown][] = [
  ["null", null],
  ["a number", 5],
  ["a text", "page"],
  ["an empty object", {}],
  ["a list", []],
  ["a page without an id", { object: "page", url: "https://www.notion.so/x", properties: null }],
];

async function openWorkspace() {
  let time = Date.UTC(2026, 2, 1, 9, 0, 5);
  const world = await openNotionSync({ now: () => time }, { comments: "all" });
  const { workspace } = world;
  const rootId = workspace.createPage({
    title: "Handbook",
    access: "shared",
    blocks: [paragraph("Welcome."), paragraph("Be kind."), paragraph("Go home early.")],
  });
  const leaveId = workspace.createPage({
    title: "Leave",
    parentId: rootId,
    blocks: [paragraph("Twenty days.")],
  });
  const { dataSourceId } = workspace.createDatabase({
    title: "Vendors",
    parentId: rootId,
    columns: { Status: "select" },
  });
  const rowIds = ["Paper", "Couriers"].map((title) =>
    workspace.createPage({ title, parentId: dataSourceId }),
  );
  time += HOUR_MS;
  return { ...world, rootId, leaveId, dataSourceId, rowIds, wait: (ms: number) => (time += ms) };
}

test.each(ODD)(
  "%s in the place of pages and rows: nothing is removed, and it is noted",
  async (_, odd) => {
    const { world, workspace, sync, indexed, deps, wait, leaveId, rowIds } = await openWorkspace();
    await sync();
    const before = await indexed();
    wait(2 * HOUR_MS);
    for (const id of [leaveId, ...rowIds]) world.oddEntries.set(id, odd);
    // All is listed, and what is listed of what was edited.
    expect(await sync()).toMatchObject({ changed: 0, removed: 0 });
    expect(await indexed()).toEqual(before);
    wait(60_000);
    workspace.rename(leaveId, "Holidays");
    wait(60_000);
    expect((await sync()).failed).toBe(1);
    world.oddEntries.clear();
    wait(60_000);
    expect((await sync()).error).toBeUndefined();
    wait(HOUR_MS);
    await sync();
    expect((await indexed())[leaveId]).toMatchObject({ title: "Holidays" });
    expect(await deps.storage.failures.list("notion")).toEqual([]);
  },
);

test("an edit that a list kept back is found as soon as it is listed", async () => {
  const { world, workspace, sync, indexed, deps, wait, leaveId } = await openWorkspace();
  await sync();
  wait(10 * 60_000);
  await sync();
  workspace.rename(leaveId, "Holidays");
  world.oddEntries.set(leaveId, null);
  wait(10 * 60_000);
  expect(await sync()).toMatchObject({ changed: 0, failed: 1 });
  expect(await deps.storage.failures.list("notion")).toMatchObject([
    { documentId: "lists of Notion", reason: expect.stringContaining("an entry that is empty") },
  ]);
  world.oddEntries.clear();
  wait(10 * 60_000);
  await sync();
  expect((await indexed())[leaveId]).toMatchObject({ title: "Holidays" });
});

test("on a page what is not given is noted, kept, and read once it is given", async () => {
  const { world, workspace, sync, indexed, wait, rootId } = await openWorkspace();
  const block = workspace.get(rootId, "page").blockIds[1] ?? "";
  world.oddEntries.set(block, null);
  expect(await sync()).toMatchObject({ failed: 0 });
  const { text: first } = (await indexed())[rootId] ?? {};
  expect(first).toContain("Welcome.");
  expect(first).toContain("A part of this is not given by Notion");
  world.oddEntries.clear();
  wait(2 * HOUR_MS);
  await sync();
  const { text: then } = (await indexed())[rootId] ?? {};
  expect(then).toContain("Be kind.");
  expect(then).not.toContain("not given");
});

test("comments that are none cost themselves", async () => {
  const { world, workspace, sync, indexed, leaveId } = await openWorkspace();
  const ann = workspace.addUser("Ann");
  for (const words of ["One.", "Two."]) workspace.addComment(leaveId, ann, [text(words)]);
  const [first] = workspace.comments;
  world.oddEntries.set(first?.id ?? "", null);
  expect(await sync()).toMatchObject({ failed: 0 });
  expect((await indexed())[leaveId]?.text).toContain("Two.");
});
