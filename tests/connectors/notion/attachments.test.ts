import { expect, test } from "vitest";
import { fileBlock, hostedFile, paragraph } from "../../counterparts/notion/workspace/content.ts";
import { makePages } from "../shared/extraction/making/make-pdf.ts";
import { openNotionSync } from "./syncing/notion-sync-world.ts";
import { BROKEN } from "./syncing/read-workspace.ts";

const SETTLED_MS = 10 * 60_000;
const SWEEP_MS = 61 * 60_000;

/** A shared page with a file on it, long since edited, synced once. */
async function openSynced(settings: Record<string, string> = {}) {
  let time = Date.UTC(2026, 2, 1, 9, 0, 5);
  const world = await openNotionSync({ now: () => time }, settings);
  const { workspace } = world;
  const pageId = workspace.createPage({ title: "Travel", access: "shared" });
  const attach = (name: string, bytes: Uint8Array | string, type = "file", on = pageId) => {
    const address = workspace.addFile(name, bytes);
    const [blockId] = workspace.appendBlocks(on, [fileBlock(address, { type })]);
    return { blockId: blockId ?? "", id: `${on}/${blockId}`, address };
  };
  workspace.appendBlocks(pageId, [paragraph("See the list below.")]);
  const list = attach("packing list.csv", "Item,For whom\nPower adapter,everybody\n");
  world.set({ audiences: JSON.stringify({ [pageId]: ["group:travel"] }) });
  const wait = (ms: number) => (time += ms);
  wait(SETTLED_MS);
  const first = await world.sync();
  wait(SETTLED_MS);
  return { ...world, pageId, attach, list, first, wait, downloads: world.world.downloads };
}

test("a file on a page is a document of its own: below it, for its readers, opened at its block", async () => {
  const { indexed, expected, list, pageId, ...world } = await openSynced();
  expect(world.first).toMatchObject({ changed: 2, failed: 0 });
  const documents = await indexed();
  expect(documents[list.id]).toMatchObject({
    title: "packing list.csv",
    path: "Travel › packing list.csv",
    url: `https://www.notion.so/Travel-${pageId.replaceAll("-", "")}#${list.blockId.replaceAll("-", "")}`,
    readers: ["group:travel"],
  });
  expect(documents[list.id]?.text).toContain("| Power adapter | everybody |");
  expect(documents[pageId]?.text).toContain("Attachment: packing list.csv");
  expect(Object.keys(documents).sort()).toEqual(Object.keys(expected()).sort());
});

test("PDFs are read by their block, whatever they are called; files of a property too", async () => {
  const world = await openSynced();
  const pdf = world.attach(
    "Lease",
    makePages(["BT /F1 12 Tf 72 720 Td (Notice is three months.) Tj ET"]),
    "pdf",
  );
  const { dataSourceId } = world.workspace.createDatabase({
    title: "Offers",
    parentId: world.pageId,
  });
  const [first, second] = ["CHF 5 a box.", "CHF 4 a box."].map((text) =>
    hostedFile(world.workspace.addFile("offer.txt", text)),
  );
  const rowId = world.workspace.createPage({
    title: "Paper",
    parentId: dataSourceId,
    properties: { Files: { id: "fi", type: "files", files: [first, second] } },
  });
  await world.sync();
  const documents = await world.indexed();
  expect(documents[pdf.id]?.text).toContain("Notice is three months.");
  expect(documents[`${rowId}/fi/offer.txt`]).toMatchObject({ text: "CHF 5 a box." });
  expect(documents[`${rowId}/fi/offer.txt#2`]).toMatchObject({
    text: "CHF 4 a box.",
    path: "Travel › Offers › Paper › offer.txt",
    readers: ["group:travel"],
  });
});

test("a broken file is one failure, and not its page's", async () => {
  const world = await openSynced();
  const broken = world.attach("broken.pdf", BROKEN);
  const gone = world.attach("gone.txt", "Never seen.");
  world.workspace.files.delete(gone.address);
  const large = world.attach("large.txt", "x".repeat(3_000));
  world.set({ maxFileBytes: "2000" });
  expect(await world.sync()).toMatchObject({ changed: 1, failed: 3, unchanged: 1 });
  const failures = await world.deps.storage.failures.list("notion");
  const reasons = new Map(failures.map(({ documentId, reason }) => [documentId, reason]));
  expect(reasons.get(broken.id)).toMatch(/^is broken/);
  expect(reasons.get(gone.id)).toBe("could not be downloaded (its server answered 403).");
  expect(reasons.get(large.id)).toContain("is larger than 0.1 MB");
});

test("what is no document, or lies elsewhere, is only named; no other server is asked", async () => {
  const world = await openSynced();
  const { apiUrl } = world.counterpart;
  world.attach("photo.png", "PNG");
  const file = world.workspace.addFile("secret.txt", "Internal.");
  const external = { type: "external", external: { url: `${apiUrl}${file}` } };
  world.workspace.appendBlocks(world.pageId, [
    { type: "pdf", content: { ...external, caption: [] } },
    // No storage of Notion's has such an address, whoever made the API give it.
    fileBlock("http://169.254.169.254/latest/meta-data.txt"),
    fileBlock("https://localhost/admin.txt"),
  ]);
  expect(await world.sync()).toMatchObject({ changed: 1, failed: 2 });
  expect(world.downloads).toEqual([world.list.address]);
  expect((await world.indexed())[world.pageId]?.text).toContain("Attachment: photo.png");
  const [failure] = await world.deps.storage.failures.list("notion");
  expect(failure?.reason).toBe("lies at an address that cannot be Notion's.");
});

test("an unchanged file is not downloaded again when its page is edited, a new one is", async () => {
  const world = await openSynced();
  const { workspace, pageId, downloads } = world;
  workspace.appendBlocks(pageId, [paragraph("More.")]);
  expect(await world.sync()).toMatchObject({ changed: 1, unchanged: 1 });
  expect(downloads).toHaveLength(1);
  world.wait(SETTLED_MS);
  const block = workspace.get(world.list.blockId, "block");
  block.content = fileBlock(workspace.addFile("packing list.csv", "Item\nRope\n")).content;
  workspace.touch(block.id);
  expect(await world.sync()).toMatchObject({ changed: 2 });
  expect(downloads).toHaveLength(2);
  expect((await world.indexed())[world.list.id]?.text).toContain("Rope");
});

test("it goes with its block, with its page, and with the access to it", async () => {
  const world = await openSynced();
  const { workspace, pageId } = world;
  const childId = workspace.createPage({ title: "Child", parentId: pageId });
  const [one, two] = ["one.txt", "two.txt"].map((name) =>
    world.attach(name, name, "file", childId),
  );
  await world.sync();
  workspace.removeBlock(one?.blockId ?? "");
  expect(await world.sync()).toMatchObject({ removed: 1 });
  expect(Object.keys(await world.indexed())).not.toContain(one?.id);
  workspace.setTrashed(childId, true);
  expect(await world.sync()).toMatchObject({ removed: 2 });
  expect(Object.keys(await world.indexed())).not.toContain(two?.id);
  workspace.setAccess(pageId, "restricted");
  world.wait(SWEEP_MS);
  // Nothing would be left of the source: that waits for an admin, and is shown to nobody meanwhile.
  expect(await world.sync()).toMatchObject({ removed: 0 });
  const held = Object.values(await world.indexed());
  expect(held.map(({ readers }) => readers)).toEqual([[], []]);
  expect(await world.sync({ confirmRemovals: true })).toMatchObject({ removed: 2 });
  expect(await world.indexed()).toEqual({});
});

test("its readers follow its page's, without a download; it moves with its page", async () => {
  const world = await openSynced();
  world.set({ audiences: JSON.stringify({ [world.pageId]: ["everyone"] }) });
  expect(await world.sync()).toMatchObject({ changed: 0, unchanged: 2 });
  expect((await world.indexed())[world.list.id]?.readers).toEqual(["everyone"]);
  expect(world.downloads).toHaveLength(1);
  world.workspace.rename(world.pageId, "Trips");
  await world.sync();
  expect((await world.indexed())[world.list.id]).toMatchObject({
    path: "Trips › packing list.csv",
    url: expect.stringContaining("/Trips-"),
  });
});

test("its readers follow also while its page cannot be read", async () => {
  const world = await openSynced();
  world.world.broken.set(world.pageId, 400);
  world.workspace.touch(world.pageId);
  world.set({ audiences: JSON.stringify({ [world.pageId]: [] }) });
  expect(await world.sync()).toMatchObject({ failed: 1 });
  const documents = await world.indexed();
  expect(documents[world.list.id]?.readers).toEqual([]);
  expect(documents[world.pageId]?.readers).toEqual([]);
});

test("an address whose hour is over is asked for again", async () => {
  const world = await openSynced();
  const { dataSourceId } = world.workspace.createDatabase({
    title: "Offers",
    parentId: world.pageId,
  });
  const file = hostedFile(world.workspace.addFile("offer.txt", "CHF 5 a box."));
  const properties = { Files: { id: "fi", type: "files", files: [file] } };
  const rowId = world.workspace.createPage({ title: "Paper", parentId: dataSourceId, properties });
  const late = world.attach("late.txt", "Late.");
  world.world.onRequest = ({ path }) => {
    // Time passes between the list of blocks, or the row, and the download.
    if (path === `/v1/comments`) world.wait(SWEEP_MS);
  };
  await world.sync();
  world.world.onRequest = undefined;
  const documents = await world.indexed();
  expect(documents[late.id]?.text).toBe("Late.");
  expect(documents[`${rowId}/fi/offer.txt`]?.text).toBe("CHF 5 a box.");
});

test("a storage that is away costs its files, which come with a later sync, and little time", async () => {
  const world = await openSynced();
  const files = Array.from({ length: 8 }, (_, n) => world.attach(`file-${n}.txt`, `File ${n}.`));
  for (const { address } of files) world.world.fileFaults.set(address, 503);
  expect(await world.sync()).toMatchObject({ changed: 1, failed: 8 });
  const failures = await world.deps.storage.failures.list("notion");
  expect(failures.filter(({ reason }) => reason.includes("other files could not"))).toHaveLength(4);
  world.world.fileFaults.clear();
  world.wait(SWEEP_MS);
  expect(await world.sync()).toMatchObject({ changed: 8, failed: 0 });
});

test("a file in a synced block is found on each page that may show it, for that page's readers", async () => {
  const world = await openSynced();
  const { workspace } = world;
  const other = workspace.createPage({ title: "Other", access: "shared" });
  const file = workspace.addFile("shared.txt", "Shared words.");
  const original = { type: "synced_block", content: { synced_from: null } };
  const [source = ""] = workspace.appendBlocks(world.pageId, [
    { ...original, children: [fileBlock(file)] },
  ]);
  const synced_from = { type: "block_id", block_id: source };
  const hidden = workspace.createPage({ title: "Hidden", access: "shared" });
  for (const id of [other, hidden]) {
    workspace.appendBlocks(id, [{ type: "synced_block", content: { synced_from } }]);
  }
  const travel = ["group:board", "group:travel"];
  const audiences = { [world.pageId]: travel, [other]: ["group:board"], [hidden]: ["everyone"] };
  world.set({ audiences: JSON.stringify(audiences) });
  await world.sync();
  const found = Object.values(await world.indexed()).filter(({ text }) => text === "Shared words.");
  expect(found.map(({ path, readers }) => [path, readers]).sort()).toEqual([
    ["Other › shared.txt", ["group:board"]],
    ["Travel › shared.txt", travel],
  ]);
});

test("what there is can be listed with its files; what is known is not read for it", async () => {
  const world = await openSynced();
  const ids = async (
    known?: Parameters<ReturnType<typeof world.connect>["listDocumentIds"]>[1],
  ) => {
    const listing = world.connect().listDocumentIds(new AbortController().signal, known);
    return (await Array.fromAsync(listing)).map(({ documentId }) => documentId);
  };
  expect(await ids()).toEqual([world.pageId, world.list.id]);
  const records = await world.deps.storage.documents.list("notion");
  const start = world.world.requests.length;
  const known = {
    knownDocumentIds: () => records.map(({ documentId }) => documentId),
    knownFingerprint: (id: string) => records.find((one) => one.documentId === id)?.fingerprint,
  };
  expect(await ids(known)).toEqual([world.pageId, world.list.id]);
  expect(world.requestsSince(start)).toEqual(["POST /v1/search"]);
});
