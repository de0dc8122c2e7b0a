import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { SourceChange } from "../../connectors/connector.ts";
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
    "handbook would lose 20 of its 60 documents, so none of these was removed: if they are meant to go, run `sync handbook --confirm-removals`.",
  );
  expect((await world.source()).lastSyncError).toBe(report.error);
  expect((await world.snapshot()).inIndex).toBe(61);
  const confirmed = await world.sync({ confirmRemovals: true });
  expect(confirmed).toMatchObject({ removed: 20 });
  expect(confirmed.error).toBeUndefined();
  expect((await world.snapshot()).inIndex).toBe(41);
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
