import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openWorld } from "./sync-world.ts";

const LEAVE = "# Annual leave\n\nEveryone has 28 days of leave a year.\n";
const LAPTOPS = `# Laptops\n\n## Ordering\n\n${words("order", 160)}\n\n## Repairs\n\n${words("repair", 160)}\n`;

function words(word: string, count: number): string {
  return Array.from({ length: count }, (_, index) => `${word}${index}`).join(" ");
}

test("a first sync indexes text and vectors", async () => {
  const world = await openWorld();
  world.write("leave.md", LEAVE);
  world.write("it/laptops.md", LAPTOPS);
  const report = await world.sync();
  expect(report).toEqual({
    source: "handbook",
    seen: 2,
    changed: 2,
    unchanged: 0,
    removed: 0,
    failed: 0,
    passages: 3,
    embedded: 3,
    tookMs: expect.any(Number),
  });
  const { documents, vectors } = await world.snapshot();
  expect(documents.map((one) => [one.documentId, one.title, one.passages])).toEqual([
    ["it/laptops.md", "Laptops", 2],
    ["leave.md", "Annual leave", 1],
  ]);
  expect(vectors).toBe(3);
  const source = await world.source();
  expect(source.lastSyncCounts).toMatchObject({ seen: 2, changed: 2 });
  expect(source.lastSyncError).toBeUndefined();
  expect(source.lastSyncFinishedAt).toBeGreaterThanOrEqual(source.lastSyncStartedAt ?? Infinity);
});

test("an unchanged document is neither indexed nor embedded again", async () => {
  const world = await openWorld();
  world.write("leave.md", LEAVE);
  await world.sync();
  const version = await world.deps.index.version();
  world.embedder.texts.length = 0;
  expect(await world.sync()).toMatchObject({ seen: 1, changed: 0, unchanged: 1, embedded: 0 });
  expect(await world.deps.index.version()).toBe(version);
  expect(world.embedder.texts).toEqual([]);
});

test("of a changed document only changed passages are embedded", async () => {
  const world = await openWorld();
  world.write("laptops.md", LAPTOPS);
  await world.sync();
  world.embedder.texts.length = 0;
  world.write("laptops.md", LAPTOPS.replace("repair7 ", "mended "));
  expect(await world.sync()).toMatchObject({ changed: 1, passages: 2, embedded: 1 });
  expect(world.embedder.texts.join()).toContain("mended");
  const { documents, vectors } = await world.snapshot();
  expect(JSON.stringify(documents)).not.toContain("repair7 ");
  expect(vectors).toBe(2);
});

test("a shorter version leaves no tail of the longer one", async () => {
  const world = await openWorld();
  world.write("laptops.md", LAPTOPS);
  await world.sync();
  world.write("laptops.md", "# Laptops\n\nAsk the desk.\n");
  expect(await world.sync()).toMatchObject({ passages: 1 });
  expect(await world.snapshot()).toMatchObject({ inIndex: 1, passages: 1, vectors: 1 });
});

test("a renamed document is one removed and one changed, and nothing is embedded", async () => {
  const world = await openWorld();
  world.write("leave.md", LEAVE);
  world.write("laptops.md", LAPTOPS);
  await world.sync();
  world.embedder.texts.length = 0;
  renameSync(join(world.folder, "leave.md"), join(world.folder, "holidays.md"));
  expect(await world.sync()).toMatchObject({ changed: 1, removed: 1, unchanged: 1, embedded: 0 });
  expect(world.embedder.texts).toEqual([]);
  const { documents, vectors } = await world.snapshot();
  expect(documents.map((one) => one.documentId)).toEqual(["holidays.md", "laptops.md"]);
  expect(vectors).toBe(3);
});

test("a removed document leaves nothing in index, storage or vectors", async () => {
  const world = await openWorld();
  world.write("leave.md", LEAVE);
  world.write("laptops.md", LAPTOPS);
  await world.sync();
  rmSync(join(world.folder, "laptops.md"));
  expect(await world.sync()).toMatchObject({ removed: 1, passages: 1 });
  expect(await world.snapshot()).toMatchObject({ inIndex: 1, passages: 1, vectors: 1 });
  // Had its vectors stayed, the same text coming back would cost nothing.
  world.write("laptops.md", LAPTOPS);
  expect(await world.sync()).toMatchObject({ changed: 1, embedded: 2 });
});

test("a change of readers touches neither text nor vectors", async () => {
  const world = await openWorld();
  world.write("leave.md", LEAVE);
  world.write("laptops.md", LAPTOPS);
  await world.sync();
  const before = await world.snapshot();
  world.embedder.texts.length = 0;
  world.write("_access.yaml", "leave.md: [group:people]\n");
  const report = await world.sync();
  expect(report).toMatchObject({ seen: 2, changed: 0, unchanged: 2, embedded: 0 });
  const after = await world.snapshot();
  expect(after.documents[1]).toMatchObject({
    documentId: "leave.md",
    readers: ["group:people"],
    inherits: false,
  });
  expect(after.documents[1]?.indexed[0]?.[3]).toEqual(["group:people"]);
  expect(after.documents[0]).toEqual(before.documents[0]);
  rmSync(join(world.folder, "_access.yaml"));
  await world.sync();
  expect(await world.snapshot()).toEqual(before);
});

test("full reads everything again and embeds nothing that is the same", async () => {
  const world = await openWorld();
  world.write("leave.md", LEAVE);
  await world.sync();
  const before = await world.snapshot();
  const version = await world.deps.index.version();
  const report = await world.sync({ full: true });
  expect(report).toMatchObject({ seen: 1, changed: 0, unchanged: 1, embedded: 0 });
  expect(await world.deps.index.version()).toBeGreaterThan(version);
  expect(await world.snapshot()).toEqual(before);
});

test("without an embedder the text is searchable and the vectors wait", async () => {
  const world = await openWorld();
  world.write("leave.md", LEAVE);
  const { embedder } = world.deps;
  Object.assign(world.deps, { embedder: undefined });
  expect(await world.sync()).toMatchObject({ passages: 1, embedded: 0 });
  Object.assign(world.deps, { embedder });
  expect(await world.sync()).toMatchObject({ unchanged: 1, embedded: 1 });
});

test("progress tells what was read and what was embedded", async () => {
  const world = await openWorld();
  world.write("leave.md", LEAVE);
  world.write("laptops.md", LAPTOPS);
  const seen: unknown[] = [];
  await world.sync({ onProgress: (progress) => seen.push(progress) });
  expect(seen).toEqual([
    { phase: "reading", done: 1, total: undefined },
    { phase: "reading", done: 2, total: undefined },
    { phase: "embedding", done: 3, total: 3 },
  ]);
});
