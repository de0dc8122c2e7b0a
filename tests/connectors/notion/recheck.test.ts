import { expect, onTestFinished, test } from "vitest";
import type { SourceChange } from "../../../connectors/connector.ts";
import { fileBlock, paragraph } from "../../counterparts/notion/workspace/content.ts";
import { makeWorkspace } from "./notion-fixture.ts";
import { BROKEN } from "./syncing/read-workspace.ts";

const SETTLED_MS = 10 * 60_000;
const SWEEP_MS = 61 * 60_000;
const NOWHERE = "aaaaaaaa-0000-4000-8000-999999999999";

/** Runs of a connector, and what an engine keeps from one to the next, failures included. */
async function openRuns() {
  const world = await makeWorkspace();
  onTestFinished(() => world.counterpart.close());
  world.workspace.advance(SETTLED_MS);
  const connector = world.connect();
  const known = new Map<string, string | undefined>();
  let cursor: string | undefined;

  function keep(change: SourceChange): void {
    if (change.type === "document-changed") {
      known.set(change.document.documentId, change.document.fingerprint);
    } else if (change.type === "document-removed") known.delete(change.documentId);
    else if (change.type === "document-failed") known.set(change.documentId, change.fingerprint);
    else if (change.type === "checkpoint") cursor = change.cursor;
  }

  return {
    ...world,
    known,
    /** What came of each document, and the requests that it took. */
    async run(recheck: string[] = []) {
      const start = world.world.requests.length;
      const changes = await Array.fromAsync(
        connector.changes({
          cursor,
          knownFingerprint: (id) => known.get(id),
          knownDocumentIds: () => [...known.keys()],
          recheck,
          signal: new AbortController().signal,
        }),
      );
      for (const change of changes) keep(change);
      const outcomes: Record<string, string> = {};
      for (const change of changes) {
        if (change.type === "checkpoint") continue;
        const id =
          change.type === "document-changed" ? change.document.documentId : change.documentId;
        outcomes[id] = change.type.replace("document-", "");
      }
      const requests = world.world.requests.slice(start);
      const reads = requests.filter(({ path }) => path.endsWith("/children")).length;
      return { outcomes, changes, requests: requests.length, reads };
    },
  };
}

test("nothing named, nothing looked at; an id that was named is read though nothing was edited", async () => {
  const world = await openRuns();
  await world.run();
  expect(await world.run()).toMatchObject({ outcomes: {}, requests: 2 });
  expect((await world.run([world.leaveId])).outcomes).toEqual({ [world.leaveId]: "unchanged" });
  // A comment is no edit to Notion.
  const ann = world.workspace.addUser("Ann Lee");
  world.workspace.addComment(world.leaveId, ann, "Is it twenty?");
  const { outcomes, requests } = await world.run([world.leaveId]);
  expect(outcomes).toEqual({ [world.leaveId]: "changed" });
  // Two searches, the page, the one above it, its blocks and its comments.
  expect(requests).toBe(6);
});

test("a page that is gone or not shared any more goes at once, one that came or moved too", async () => {
  const world = await openRuns();
  const { workspace, rootId, leaveId, rowIds } = world;
  const [deletedId = "", hiddenId = ""] = rowIds;
  await world.run();
  workspace.advance(SETTLED_MS);
  workspace.destroy(deletedId);
  workspace.setAccess(hiddenId, "restricted");
  const start = world.world.requests.length;
  const { outcomes } = await world.run([deletedId, hiddenId]);
  const searches = world.world.requests.slice(start).filter(({ path }) => path === "/v1/search");
  expect(outcomes).toMatchObject({ [deletedId]: "removed", [hiddenId]: "removed" });
  // Rows: nothing stands below them, so not everything is listed for it.
  expect(searches).toHaveLength(2);
  world.world.searchLagMs = 1e12;
  const newId = workspace.createPage({ title: "New", parentId: leaveId, blocks: [paragraph("N")] });
  // With the page that it came to stand on.
  const came = { [newId]: "changed", [leaveId]: "changed" };
  expect((await world.run([newId])).outcomes).toEqual(came);
  workspace.move(newId, rootId);
  const moved = (await world.run([newId])).changes[0];
  expect(moved).toMatchObject({ document: { documentId: newId, path: "Handbook › New" } });
});

test("what goes takes along what stood below it and what was attached", async () => {
  const world = await openRuns();
  const { workspace, leaveId } = world;
  const childId = workspace.createPage({ title: "Child", parentId: leaveId });
  const file = fileBlock(workspace.addFile("plan.txt", "The plan."));
  const [blockId] = workspace.appendBlocks(childId, [file]);
  await world.run();
  expect(world.known.has(`${childId}/${blockId}`)).toBe(true);
  workspace.setAccess(leaveId, "restricted");
  const { outcomes } = await world.run([leaveId]);
  expect(outcomes).toMatchObject({
    [leaveId]: "removed",
    [childId]: "removed",
    [`${childId}/${blockId}`]: "removed",
  });
});

test("a database stands for its data sources; gone, they and their rows go", async () => {
  const world = await openRuns();
  const { workspace, databaseId, dataSourceId, rowIds } = world;
  await world.run();
  const first = await world.run([databaseId]);
  expect(first.outcomes).toEqual({ [dataSourceId]: "unchanged", [databaseId]: "removed" });
  workspace.setTrashed(databaseId, true);
  const { outcomes } = await world.run([databaseId]);
  for (const id of [dataSourceId, ...rowIds]) expect(outcomes[id]).toBe("removed");
});

test("each id that was named comes out, also one that nobody knows", async () => {
  const world = await openRuns();
  await world.run();
  expect((await world.run([NOWHERE])).outcomes[NOWHERE]).toBe("removed");
  expect((await world.run([`${world.leaveId}/none`])).outcomes).toEqual({
    [world.leaveId]: "unchanged",
    [`${world.leaveId}/none`]: "removed",
  });
  world.workspace.advance(SWEEP_MS);
  world.world.searchLagMs = 1e12;
  const newId = world.workspace.createPage({ title: "New", parentId: world.rootId });
  const { outcomes } = await world.run([NOWHERE, newId]);
  expect(outcomes).toMatchObject({ [NOWHERE]: "removed", [newId]: "changed" });
});

test("a page that fails is left alone while what it failed with is known, then tried again", async () => {
  const world = await openRuns();
  const { leaveId } = world;
  world.world.broken.set(leaveId, 400);
  const first = await world.run();
  expect(first.outcomes[leaveId]).toBe("failed");
  expect(first.changes).toContainEqual(
    expect.objectContaining({ documentId: leaveId, fingerprint: expect.stringMatching(/./) }),
  );
  world.workspace.advance(SWEEP_MS);
  const listed = await world.run();
  expect(listed).toMatchObject({ outcomes: { [leaveId]: "unchanged" }, reads: 0 });
  expect((await world.run([leaveId])).outcomes).toEqual({ [leaveId]: "failed" });
  // Its pause over, the engine does not say any more what it failed with.
  world.known.set(leaveId, undefined);
  world.workspace.advance(SWEEP_MS);
  world.world.broken.clear();
  expect((await world.run()).outcomes[leaveId]).toBe("changed");
});

test("an edit of a failing page is tried at once", async () => {
  const world = await openRuns();
  world.world.broken.set(world.leaveId, 400);
  await world.run();
  world.workspace.advance(SETTLED_MS);
  world.world.broken.clear();
  world.workspace.writeBlocks(world.leaveId, [paragraph("Mended.")]);
  expect((await world.run()).outcomes).toMatchObject({ [world.leaveId]: "changed" });
});

test("a file that fails is not downloaded again until its pause is over or it is replaced", async () => {
  const world = await openRuns();
  const { workspace, leaveId } = world;
  const address = workspace.addFile("plan.pdf", BROKEN);
  const [blockId = ""] = workspace.appendBlocks(leaveId, [fileBlock(address)]);
  const id = `${leaveId}/${blockId}`;
  workspace.advance(SETTLED_MS);
  expect((await world.run()).outcomes[id]).toBe("failed");
  workspace.advance(SWEEP_MS);
  expect(await world.run()).toMatchObject({ outcomes: { [id]: "unchanged" }, reads: 0 });
  workspace.appendBlocks(leaveId, [paragraph("An edit.")]);
  expect((await world.run()).outcomes).toMatchObject({ [leaveId]: "changed", [id]: "unchanged" });
  expect(world.world.downloads).toHaveLength(1);
  expect((await world.run([id])).outcomes).toMatchObject({ [id]: "failed" });
  expect(world.world.downloads).toHaveLength(2);
  world.known.set(id, undefined);
  workspace.files.set(address, Buffer.from("%PDF-1.7 still broken"));
  workspace.advance(SWEEP_MS);
  expect((await world.run()).outcomes).toMatchObject({ [leaveId]: "unchanged", [id]: "failed" });
  expect(world.world.downloads).toHaveLength(3);
});

test("files that failed stay failed while their page cannot be had, however it was named", async () => {
  const world = await openRuns();
  const { workspace, leaveId } = world;
  const block = fileBlock(workspace.addFile("plan.pdf", BROKEN));
  const [blockId = ""] = workspace.appendBlocks(leaveId, [block]);
  const id = `${leaveId}/${blockId}`;
  await world.run();
  workspace.advance(SETTLED_MS);
  await world.run();
  // What the engine gives of what was never read, once its pause is over.
  world.known.set(id, undefined);
  world.world.awayFor.add(leaveId);
  const both = { [leaveId]: "failed", [id]: "failed" };
  expect((await world.run([id])).outcomes).toEqual(both);
  world.world.awayFor.clear();
  world.world.broken.set(leaveId, 400);
  expect((await world.run([id])).outcomes).toEqual(both);
  world.world.broken.clear();
  expect((await world.run([id])).outcomes).toEqual({ [leaveId]: "changed", [id]: "failed" });
});

test("a row that went before the page on it still takes that along", async () => {
  const world = await openRuns();
  const { workspace } = world;
  const [rowId = ""] = world.rowIds;
  const childId = workspace.createPage({ title: "Child", parentId: rowId });
  await world.run();
  workspace.advance(SETTLED_MS);
  await world.run();
  world.known.delete(rowId);
  world.world.searchLagMs = SETTLED_MS;
  workspace.setTrashed(rowId, true);
  expect((await world.run([rowId])).outcomes[childId]).toBe("removed");
});
