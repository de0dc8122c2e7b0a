import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ConnectorError, type SourceChange } from "../../connectors/connector.ts";
import { changed, openWorld, scriptedConnector, type World } from "./sync-world.ts";

async function worldWith(documents: number): Promise<World> {
  const world = await openWorld();
  Object.assign(world.deps, { embedder: undefined });
  for (let n = 0; n < documents; n += 1) world.write(`page-${n}.md`, `# Page ${n}\n\nText ${n}.\n`);
  await world.sync();
  return world;
}

function removeFiles(world: World, count: number): void {
  for (const name of readdirSync(world.folder).slice(0, count)) rmSync(join(world.folder, name));
}

test.each([
  { documents: 60, gone: 19 },
  { documents: 110, gone: 22 },
])("$gone of $documents documents go at once", async ({ documents, gone }) => {
  const world = await worldWith(documents);
  removeFiles(world, gone);
  const report = await world.sync();
  expect(report).toMatchObject({ removed: gone });
  expect(report.error).toBeUndefined();
});

test("20 of 60 documents are held until confirmed, while changes go on", async () => {
  const world = await worldWith(60);
  removeFiles(world, 20);
  world.write("new.md", "# New\n\nFresh.\n");
  const report = await world.sync();
  expect(report).toMatchObject({ removed: 0, changed: 1, unchanged: 40 });
  expect(report.error).toBe(
    "handbook would lose 20 of its 60 documents, so none of these was removed and all can still be read: bring them back, or, if they are meant to go, run `sync handbook --confirm-removals`.",
  );
  expect((await world.source()).lastSyncError).toBe(report.error);
  expect((await world.snapshot()).inIndex).toBe(61);
  const confirmed = await world.sync({ confirmRemovals: true });
  expect(confirmed).toMatchObject({ removed: 20 });
  expect(confirmed.error).toBeUndefined();
  expect((await world.snapshot()).inIndex).toBe(41);
});

test.each([1, 12])(
  "a folder that is suddenly empty loses none of its %d documents",
  async (documents) => {
    const world = await worldWith(documents);
    const before = await world.snapshot();
    removeFiles(world, documents);
    const report = await world.sync();
    expect(report).toMatchObject({ removed: 0 });
    expect(report.error).toContain(`would lose ${documents} of its ${documents} documents`);
    expect(await world.snapshot()).toEqual(before);
    expect(await world.sync({ confirmRemovals: true })).toMatchObject({ removed: documents });
  },
);

test("documents that others take the place of go without a question", async () => {
  const world = await worldWith(5);
  removeFiles(world, 5);
  world.write("other/page.md", "# Other\n\nText.\n");
  const report = await world.sync();
  expect(report).toMatchObject({ removed: 5, changed: 1 });
  expect(report.error).toBeUndefined();
});

test("removals that the source reports are held too, and named again until confirmed", async () => {
  const world = await openWorld();
  Object.assign(world.deps, { embedder: undefined });
  const ids = Array.from({ length: 50 }, (_, index) => `page-${index}`);
  const removals: SourceChange[] = ids.map((documentId) => ({
    type: "document-removed",
    documentId,
  }));
  const end: SourceChange = { type: "checkpoint", cursor: "end" };
  const connector = scriptedConnector("incremental", [
    [...ids.map((id) => changed(id, `Text of ${id}.`)), { type: "checkpoint", cursor: "start" }],
    [...removals, end],
    [...removals, end],
  ]);
  await world.sync({}, connector);
  const held = await world.sync({}, connector);
  expect(held).toMatchObject({ removed: 0 });
  expect(held.error).toContain("would lose 50 of its 50 documents");
  expect((await world.source()).cursor).toBe("start");
  expect(await world.sync({ confirmRemovals: true }, connector)).toMatchObject({ removed: 50 });
  expect((await world.source()).cursor).toBe("end");
  expect(await world.snapshot()).toMatchObject({ inIndex: 0, passages: 0 });
});

const removedOnes = (ids: string[], isDeleted = false): SourceChange[] =>
  ids.map((documentId) => ({ type: "document-removed", documentId, isDeleted }));
const checkpoint = (cursor: string): SourceChange => ({ type: "checkpoint", cursor });

async function incrementalWorld(documents: number) {
  const world = await openWorld();
  Object.assign(world.deps, { embedder: undefined });
  const ids = Array.from({ length: documents }, (_, index) => `page-${index}`);
  const runs: (SourceChange | Error)[][] = [
    [...ids.map((id) => changed(id, `Text of ${id}.`)), checkpoint("start")],
  ];
  const connector = scriptedConnector("incremental", runs);
  await world.sync({}, connector);
  const run = (changes: (SourceChange | Error)[], confirmRemovals = false) => {
    runs.push(changes);
    return world.sync({ confirmRemovals }, connector);
  };
  return { ...world, ids, run, connector };
}

test("once a run holds removals, those after the next checkpoint are held with them", async () => {
  const { ids, run, source } = await incrementalWorld(50);
  const report = await run([
    ...removedOnes(ids.slice(0, 30)),
    checkpoint("one"),
    ...removedOnes(ids.slice(30, 35)),
    checkpoint("two"),
  ]);
  expect(report).toMatchObject({ removed: 0 });
  expect(report.error).toContain("would lose 35 of its 50 documents");
  expect((await source()).cursor).toBe("start");
});

test("what was held and comes back within the run is held no more", async () => {
  const { ids, run, source, snapshot } = await incrementalWorld(50);
  const back = ids.map(
    (id): SourceChange => ({
      type: "document-unchanged",
      documentId: id,
      kind: "page",
    }),
  );
  const report = await run([...removedOnes(ids), checkpoint("one"), ...back, checkpoint("two")]);
  expect(report).toMatchObject({ removed: 0, unchanged: 50 });
  expect(report.error).toBeUndefined();
  expect((await source()).cursor).toBe("two");
  const readers = (await snapshot()).documents.map((one) => one.readers);
  expect(new Set(readers.flat())).toEqual(new Set(["everyone"]));
});

test("hints of a run that held removals stay for the next, and ask for none until others come", async () => {
  const { ids, run, deps } = await incrementalWorld(50);
  const { hints } = deps.storage;
  const hinted = async () => (await hints.list("handbook")).map((hint) => hint.documentId);
  await hints.save("handbook", ["page-1", "page-2"], 5);
  await run([...removedOnes(ids), checkpoint("end")]);
  expect(await hinted()).toEqual(["page-1", "page-2"]);
  expect(await hints.waiting()).toEqual([]);
  await hints.save("handbook", ["page-2"], 9);
  expect(await hints.waiting()).toEqual([{ source: "handbook", lastHintedAt: 9 }]);
  await run([...removedOnes(ids), checkpoint("end")]);
  expect(await hints.waiting()).toEqual([]);
  await run([...removedOnes(ids), checkpoint("end")], true);
  expect(await hinted()).toEqual([]);
});

test("the last documents go when the source calls each of them deleted, and only then", async () => {
  const { ids, run, snapshot } = await incrementalWorld(3);
  const end = checkpoint("end");
  const unsure = removedOnes(ids.slice(0, 1));
  const held = await run([...unsure, ...removedOnes(ids.slice(1), true), end]);
  expect(held).toMatchObject({ removed: 0 });
  expect(held.error).toBe(
    "handbook would lose 3 of its 3 documents, so none of these was removed, but nobody can read them until a sync finds them at the source again: wait for that, or, if they are meant to go, run `sync handbook --confirm-removals`.",
  );
  const deleted = await run([...removedOnes(ids, true), end]);
  expect(deleted).toMatchObject({ removed: 3 });
  expect(deleted.error).toBeUndefined();
  expect((await snapshot()).inIndex).toBe(0);
});

test("until nothing is held, each run is asked for everything, also after one that was cut off", async () => {
  const { ids, run, connector, snapshot, source } = await incrementalWorld(50);
  const isNobodys = async () =>
    (await snapshot()).documents.map((one) => one.readers?.length === 0);
  const cutOff = new ConnectorError("unavailable", "The source went away.");
  await run([...removedOnes(ids), checkpoint("one"), cutOff]);
  expect(new Set(await isNobodys())).toEqual(new Set([true]));
  expect((await source()).heldRemovals).toBe(50);
  await run([...removedOnes(ids), checkpoint("one")]);
  const back = ids.map((id) => changed(id, `Text of ${id}.`));
  expect((await run([...back, checkpoint("two")])).error).toBeUndefined();
  expect(new Set(await isNobodys())).toEqual(new Set([false]));
  await run([checkpoint("three")]);
  expect(connector.asked.map(({ everything }) => everything)).toEqual([
    ...[false, false],
    ...[true, true],
    false,
  ]);
  expect(connector.asked.map(({ cursor }) => cursor)).toEqual([
    undefined,
    ...["start", "start", "start"],
    "two",
  ]);
});
