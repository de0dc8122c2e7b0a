import { expect, test } from "vitest";
import { paragraph, textBlock } from "../../counterparts/notion/workspace/content.ts";
import { openNotionSync } from "./syncing/notion-sync-world.ts";

const MINUTE_MS = 60_000;
const SETTLED_MS = 10 * MINUTE_MS;

/** A shared page with `pages` below it, long since edited, synced once. */
async function openSynced(pages: number, settings: Record<string, string> = {}) {
  let time = Date.UTC(2026, 2, 1, 9, 0, 5);
  const world = await openNotionSync({ now: () => time }, settings);
  const { workspace } = world;
  const rootId = workspace.createPage({
    title: "Handbook",
    access: "shared",
    blocks: [paragraph("Welcome.")],
  });
  const ids = Array.from({ length: pages }, (_, n) =>
    workspace.createPage({
      title: `Page ${n}`,
      parentId: rootId,
      blocks: [paragraph(`Text of page ${n}.`)],
    }),
  );
  world.set({ audiences: JSON.stringify({ [rootId]: ["everyone"] }) });
  time += SETTLED_MS;
  const first = await world.sync();
  return {
    ...world,
    rootId,
    ids,
    first,
    wait: (ms: number) => (time += ms),
    at: (ms: number) => (time = ms),
    now: () => time,
  };
}

/** The requests of one more sync. */
async function syncAndCount(world: Awaited<ReturnType<typeof openSynced>>) {
  const start = world.world.requests.length;
  const report = await world.sync();
  return { report, requests: world.requestsSince(start) };
}

test("the first sync reads every page, with its place, address and readers", async () => {
  const world = await openSynced(3);
  expect(world.first).toMatchObject({ seen: 4, changed: 4, failed: 0, removed: 0 });
  const expected = world.expected();
  expect(Object.keys(await world.indexed()).sort()).toEqual(Object.keys(expected).sort());
  expect((await world.indexed())[world.ids[0] ?? ""]).toMatchObject({
    title: "Page 0",
    path: "Handbook › Page 0",
    readers: ["everyone"],
    text: "Text of page 0.",
  });
});

test.each([10, 250])("an unchanged workspace of %i pages costs two requests", async (pages) => {
  const world = await openSynced(pages);
  world.wait(MINUTE_MS);
  const { report, requests } = await syncAndCount(world);
  expect(requests).toEqual(["POST /v1/search", "POST /v1/search"]);
  expect(report).toMatchObject({ seen: 0, changed: 0, removed: 0, failed: 0 });
});

test("listing everything costs a request for each hundred, and reads nothing that is unchanged", async () => {
  const world = await openSynced(250);
  world.wait(61 * MINUTE_MS);
  const { report, requests } = await syncAndCount(world);
  expect(requests).toEqual(Array(4).fill("POST /v1/search"));
  expect(report).toMatchObject({ seen: 251, unchanged: 251, changed: 0 });
});

test("a second edit within the same minute is not lost", async () => {
  const world = await openSynced(2);
  const [id = ""] = world.ids;
  world.at(Math.ceil(world.now() / MINUTE_MS) * MINUTE_MS + 1_000);
  world.workspace.writeBlocks(id, [paragraph("First edit.")]);
  await world.sync();
  world.wait(20_000);
  world.workspace.writeBlocks(id, [paragraph("Second edit.")]);
  expect((await world.indexed())[id]?.text).toBe("First edit.");
  expect(await world.sync()).toMatchObject({ changed: 1 });
  expect((await world.indexed())[id]?.text).toBe("Second edit.");
});

test("what was just edited is read once more to be sure, and then left alone", async () => {
  const world = await openSynced(2);
  const [id = ""] = world.ids;
  world.workspace.writeBlocks(id, [paragraph("An edit.")]);
  expect(await world.sync()).toMatchObject({ changed: 1 });
  world.wait(SETTLED_MS);
  const again = await syncAndCount(world);
  expect(again.report).toMatchObject({ seen: 1, changed: 0, unchanged: 1 });
  world.wait(MINUTE_MS);
  expect((await syncAndCount(world)).requests).toHaveLength(2);
});

test("edits that the search shows only minutes later are found", async () => {
  const world = await openSynced(3);
  const [id = ""] = world.ids;
  world.world.searchLagMs = 3 * MINUTE_MS;
  world.workspace.writeBlocks(id, [paragraph("Late.")]);
  const newId = world.workspace.createPage({
    title: "New",
    parentId: world.rootId,
    blocks: [paragraph("New.")],
  });
  world.wait(MINUTE_MS);
  await world.sync();
  world.wait(3 * MINUTE_MS);
  await world.sync();
  const indexed = await world.indexed();
  expect(indexed[id]?.text).toBe("Late.");
  expect(indexed[newId]?.text).toBe("New.");
});

test("a page that the search forgets for a while stays", async () => {
  const world = await openSynced(30);
  world.wait(61 * MINUTE_MS);
  world.world.searchLagMs = 1e12;
  const { report } = await syncAndCount(world);
  expect(report).toMatchObject({ removed: 0, unchanged: 31 });
  expect(report.error).toBeUndefined();
});

test("a moved page takes what stands below it along: one copy, new place and readers", async () => {
  const world = await openSynced(2);
  const { workspace } = world;
  const [fromId = "", toId = ""] = world.ids;
  const childId = workspace.createPage({
    title: "Child",
    parentId: fromId,
    blocks: [paragraph("A child.")],
  });
  const leafId = workspace.createPage({
    title: "Leaf",
    parentId: childId,
    blocks: [paragraph("A leaf.")],
  });
  world.set({ audiences: JSON.stringify({ [fromId]: ["everyone"], [toId]: ["group:board"] }) });
  world.wait(SETTLED_MS);
  await world.sync();
  expect((await world.indexed())[leafId]).toMatchObject({ readers: ["everyone"] });
  world.wait(SETTLED_MS);
  workspace.move(childId, toId);
  const report = await world.sync();
  expect(report.removed).toBe(0);
  const indexed = await world.indexed();
  expect(indexed[childId]).toMatchObject({
    path: "Page 1 › Child",
    readers: ["group:board"],
  });
  expect(indexed[leafId]).toMatchObject({
    path: "Page 1 › Child › Leaf",
    readers: ["group:board"],
  });
  expect(Object.keys(indexed)).toHaveLength(5);
});

test("a renamed page gets its new title and address, and so do the places below", async () => {
  const world = await openSynced(1);
  world.workspace.rename(world.rootId, "Employee handbook");
  await world.sync();
  const indexed = await world.indexed();
  expect(indexed[world.rootId]).toMatchObject({
    title: "Employee handbook",
    url: expect.stringContaining("/Employee-handbook-"),
  });
  expect(indexed[world.ids[0] ?? ""]?.path).toBe("Employee handbook › Page 0");
  expect(Object.keys(indexed)).toHaveLength(2);
});

test("trash is noticed at once, with all below it; what comes back is read again", async () => {
  const world = await openSynced(2);
  const { workspace } = world;
  const [id = ""] = world.ids;
  const childId = workspace.createPage({ title: "Child", parentId: id, blocks: [paragraph("C.")] });
  world.wait(SETTLED_MS);
  await world.sync();
  workspace.setTrashed(id, true);
  expect(await world.sync()).toMatchObject({ removed: 2 });
  workspace.setTrashed(id, false);
  await world.sync();
  expect(Object.keys(await world.indexed())).toEqual(expect.arrayContaining([id, childId]));
});

test("lost access is noticed when everything is listed next", async () => {
  const world = await openSynced(2);
  const [id = ""] = world.ids;
  world.workspace.setAccess(id, "restricted");
  world.wait(MINUTE_MS);
  expect(await world.sync()).toMatchObject({ removed: 0 });
  world.wait(60 * MINUTE_MS);
  const { report, requests } = await syncAndCount(world);
  expect(report).toMatchObject({ removed: 1 });
  // Asked for by its id before it was taken for gone.
  expect(requests).toContain(`GET /v1/pages/${id}`);
  expect(Object.keys(await world.indexed())).not.toContain(id);
});

test("another mapping of readers takes effect with the next sync, and reads only what shows others", async () => {
  const world = await openSynced(5);
  const [id = ""] = world.ids;
  world.set({
    audiences: JSON.stringify({ [world.rootId]: ["everyone"], [id]: ["user:ann@example.com"] }),
  });
  const { report, requests } = await syncAndCount(world);
  // The text of the page above named the page, and the path of the page the one above.
  expect(report).toMatchObject({ seen: 6, changed: 2, unchanged: 4 });
  const reads = requests.filter((request) => request.endsWith("/children")).sort();
  const read = [world.rootId, id].map((one) => `GET /v1/blocks/${one}/children`);
  expect(reads).toEqual(read.sort());
  const indexed = await world.indexed();
  expect(indexed[id]?.readers).toEqual(["user:ann@example.com"]);
  expect(indexed[world.ids[1] ?? ""]?.readers).toEqual(["everyone"]);
});

test("what is mapped to nobody, or not at all, is nobody's", async () => {
  const world = await openSynced(2);
  const [id = ""] = world.ids;
  world.set({ audiences: JSON.stringify({ [id]: [] }) });
  await world.sync();
  for (const { readers } of Object.values(await world.indexed())) expect(readers).toEqual([]);
});

test("a row goes into the trash with a page that was moved onto it since it was read", async () => {
  const world = await openSynced(2);
  const { workspace, rootId, ids } = world;
  const { dataSourceId } = workspace.createDatabase({ title: "Vendors", parentId: rootId });
  const rowId = workspace.createPage({ title: "Acme", parentId: dataSourceId });
  world.wait(SETTLED_MS);
  await world.sync();
  world.wait(SETTLED_MS);
  workspace.move(ids[0] ?? "", rowId);
  workspace.setTrashed(rowId, true);
  expect(await world.sync()).toMatchObject({ removed: 2 });
  expect(Object.keys(await world.indexed()).sort()).toEqual(Object.keys(world.expected()).sort());
});

test("a page in a block of a hidden page is not read by those of the hidden page", async () => {
  const world = await openSynced(2, { sweepMinutes: "0" });
  const { workspace, rootId, ids } = world;
  const [toggleId] = workspace.appendBlocks(ids[0] ?? "", [textBlock("toggle", "Within")]);
  const innerId = workspace.createPage({ title: "Inner", parentId: toggleId, access: "shared" });
  const audiences = { [rootId]: ["everyone"], [ids[0] ?? ""]: ["group:few"] };
  world.set({ audiences: JSON.stringify(audiences) });
  await world.sync();
  expect((await world.indexed())[innerId]?.readers).toEqual(["group:few"]);
  workspace.setAccess(ids[0] ?? "", "restricted");
  await world.sync();
  // Notion does not tell any more that it stands there.
  expect((await world.indexed())[innerId]?.readers).toEqual([]);
});
