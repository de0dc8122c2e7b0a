import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { ModelError } from "../../src/models/models.ts";
import { embedPassages } from "../../src/sync/embed-passages.ts";
import { holdLease } from "../../src/sync/hold-lease.ts";
import { openWorld, type World } from "./sync-world.ts";

const RETRY_AT_ONCE = { retryDelaysMs: [0, 0] };

async function worldWithTexts(count: number): Promise<World> {
  const world = await openWorld();
  for (let n = 0; n < count; n += 1) world.write(`p${n}.md`, `# Page ${n}\n\nText number ${n}.\n`);
  const { embedder } = world;
  Object.assign(world.deps, { embedder: undefined });
  await world.sync();
  Object.assign(world.deps, { embedder });
  return world;
}

function embed(world: World, options: Partial<Parameters<typeof embedPassages>[1]> = {}) {
  const signal = new AbortController().signal;
  return embedPassages(world.deps, { signal, ...RETRY_AT_ONCE, ...options });
}

test("embeds each text once, in calls no larger than the embedder allows", async () => {
  const world = await worldWithTexts(9);
  const sizes: number[] = [];
  const { embed: original } = world.embedder;
  world.embedder.embed = (texts, kind) => {
    sizes.push(texts.length);
    return original(texts, kind);
  };
  const progress: number[][] = [];
  const report = await embed(world, { onProgress: (...step) => progress.push(step) });
  expect(report).toEqual({ embedded: 9 });
  expect(sizes).toEqual([4, 4, 1]);
  expect(progress).toEqual([
    [4, 9],
    [8, 9],
    [9, 9],
  ]);
  expect(await embed(world)).toEqual({ embedded: 0 });
  expect(world.embedder.texts).toHaveLength(9);
});

test("what is embedded is what the hash was taken of", async () => {
  const world = await worldWithTexts(0);
  world.write("leave.md", `# Leave\n\n## Sick leave\n\n${"Ten days. ".repeat(150)}\n`);
  const { embedder } = world;
  await world.sync();
  const { documents } = await world.snapshot();
  const hashes = documents.flatMap((one) => one.indexed.map(([, , hash]) => hash));
  const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
  expect(embedder.texts.map(sha256)).toEqual(hashes);
});

test("a model that is away for a moment is asked again, and what is left over stays", async () => {
  const world = await worldWithTexts(6);
  const { embed: original } = world.embedder;
  let calls = 0;
  world.embedder.embed = (texts, kind) => {
    calls += 1;
    if (calls === 1 || calls > 2) throw new ModelError("unavailable", "The model is away.");
    return original(texts, kind);
  };
  expect(await embed(world)).toEqual({
    embedded: 4,
    error: "Embedding stopped and goes on later: The model is away.",
  });
  expect(calls).toBe(5);
  world.embedder.embed = original;
  expect(await embed(world)).toEqual({ embedded: 2 });
});

test("a text that the model refuses does not hold up the others", async () => {
  const world = await worldWithTexts(6);
  const { embed: original } = world.embedder;
  world.embedder.embed = (texts, kind) => {
    if (texts.some((text) => text.includes("number 2"))) {
      throw new ModelError("invalid", "Too strange.");
    }
    return original(texts, kind);
  };
  const report = await embed(world);
  expect(report.embedded).toBe(5);
  expect(report.error).toContain("refused 1 passages");
});

test("wrong answers of a model are never stored", async () => {
  const world = await worldWithTexts(2);
  world.embedder.embed = async () => [new Float32Array(3)];
  const report = await embed(world);
  expect(report).toMatchObject({ embedded: 0 });
  expect(report.error).toContain("another shape");
  expect((await world.snapshot()).vectors).toBe(0);
});

test("vectors of another length than those stored are refused, whatever the embedder declares", async () => {
  const world = await worldWithTexts(2);
  await embed(world);
  world.write("new.md", "# New\n\nSomething new.\n");
  const { embedder } = world;
  Object.assign(world.deps, { embedder: undefined });
  await world.sync();
  Object.assign(world.deps, { embedder: { ...embedder, dimensions: undefined } });
  world.deps.embedder.embed = async () => [new Float32Array(3)];
  const report = await embed(world);
  expect(report.error).toContain("test/hash answered with vectors of another shape (3 numbers");
  expect((await world.snapshot()).vectors).toBe(2);
});

test("an endpoint that asks for a pause gets it", async () => {
  const world = await worldWithTexts(1);
  const { embed: original } = world.embedder;
  const calls: number[] = [];
  world.embedder.embed = (texts, kind) => {
    if (calls.push(performance.now()) > 1) return original(texts, kind);
    throw new ModelError("rate-limited", "Too many requests.", { retryAfterMs: 250 });
  };
  expect(await embed(world)).toEqual({ embedded: 1 });
  expect((calls[1] ?? 0) - (calls[0] ?? 0)).toBeGreaterThan(240);
});

test("one process at a time embeds; another leaves it to that one, or waits for it", async () => {
  const world = await worldWithTexts(2);
  const lease = await holdLease("embed:test/hash", world.deps);
  expect(await embed(world)).toEqual({ embedded: 0 });
  const waiting = embed(world, { wait: true });
  await lease?.release();
  expect(await waiting).toEqual({ embedded: 2 });
});

test("an abort stops between calls, and the next call goes on", async () => {
  const world = await worldWithTexts(9);
  const stop = new AbortController();
  const first = await embed(world, { signal: stop.signal, onProgress: () => stop.abort() });
  expect(first).toEqual({ embedded: 4 });
  expect(await embed(world)).toEqual({ embedded: 5 });
});

test("garbage is left alone while a source is being synced", async () => {
  const world = await worldWithTexts(2);
  await embed(world);
  // As in the middle of a sync: one document is gone for now, another has come.
  await world.deps.index.removeDocuments("handbook", ["p0.md"]);
  const lease = await holdLease("sync:handbook", world.deps);
  const passage = { ordinal: 0, headings: [], text: "Fresh.", hash: "fresh" };
  const [list] = await world.deps.storage.accessLists.list();
  await world.deps.index.replaceDocuments([
    {
      source: "handbook",
      documentId: "fresh.md",
      accessId: list?.id ?? 0,
      title: "Fresh",
      url: undefined,
      path: "fresh.md",
      updatedAt: undefined,
      passages: [passage],
    },
  ]);
  expect(await embed(world)).toEqual({ embedded: 1 });
  await lease?.release();
  // The first page comes back with its old text: its vector is still there.
  expect(await world.sync({ full: true })).toMatchObject({ seen: 2, embedded: 0 });
});
