import { expect, onTestFinished, test } from "vitest";
import { type Embedder, ModelError } from "../../src/models/models.ts";
import { embedPassages } from "../../src/sync/embed-passages.ts";
import { describeEmbedderChange } from "../../src/sync/embedders/embedder-change.ts";
import { embedLease } from "../../src/sync/embedders/finish-change.ts";
import { createServingEmbedder } from "../../src/sync/embedders/serving-embedder.ts";
import { holdLease } from "../../src/sync/hold-lease.ts";
import { openDeps, temporaryFolder } from "./sync-world.ts";
import { NEXT, OLD, textEmbedder } from "./two-embedders.ts";

const HOUR_MS = 3_600_000;

/** Some passages in a real index, and a clock that the test moves. */
async function openIndex(passages: number) {
  const opened = await openDeps(temporaryFolder());
  onTestFinished(() => opened.close());
  let time = Date.now();
  const deps = { ...opened, now: () => time };
  const add = (documentId: string, count: number) =>
    deps.index.replaceDocuments([
      {
        ...{ source: "handbook", documentId, accessId: 1, title: documentId, path: documentId },
        ...{ url: undefined, updatedAt: undefined },
        passages: Array.from({ length: count }, (_, ordinal) => {
          const text = `passage ${ordinal} of ${documentId}`;
          return { ordinal, headings: [], text, hash: text };
        }),
      },
    ]);
  await add("a.md", passages);
  return {
    deps,
    add,
    pass: (ms: number) => {
      time += ms;
    },
    embed: (embedder: Embedder, signal = new AbortController().signal) =>
      embedPassages({ ...deps, embedder }, { signal, retryDelaysMs: [], graceMs: 1_000 }),
    /** Who serves in a process that is configured for `embedder`. */
    async serving(embedder: Embedder | undefined, known = [OLD, NEXT]) {
      const embedderFor = (id: string) => (known.includes(id) ? textEmbedder(id) : undefined);
      const { servingEmbedder } = createServingEmbedder({ ...deps, embedder, embedderFor });
      return (await servingEmbedder())?.id;
    },
    stored: async () => (await deps.index.embedders()).map(({ id }) => id),
  };
}

/** Embeds one call's worth and is then away. */
function cutShort(embedder: Embedder): Embedder {
  let calls = 0;
  return {
    ...embedder,
    maxTextsPerCall: 4,
    async embed(texts, kind) {
      calls += 1;
      if (calls > 1) throw new ModelError("unavailable", "The model is away.");
      return embedder.embed(texts, kind);
    },
  };
}

test("without another embedder's vectors the configured one serves from its first vector on", async () => {
  const world = await openIndex(9);
  expect(await world.serving(textEmbedder(NEXT))).toBe(NEXT);
  await world.embed(cutShort(textEmbedder(NEXT)));
  expect(await world.serving(textEmbedder(NEXT))).toBe(NEXT);
});

test("the old embedder serves until the last new vector, and its vectors go a while later", async () => {
  const world = await openIndex(9);
  await world.embed(textEmbedder(OLD));
  world.pass(HOUR_MS);
  const report = await world.embed(cutShort(textEmbedder(NEXT)));
  expect(report).toMatchObject({ embedded: 4, error: expect.stringContaining("away") });
  expect(await world.serving(textEmbedder(NEXT))).toBe(OLD);
  expect(await world.embed(textEmbedder(NEXT))).toEqual({ embedded: 5 });
  expect(await world.serving(textEmbedder(NEXT))).toBe(NEXT);
  expect(await world.stored()).toEqual([NEXT, OLD]);
  world.pass(1_001);
  await world.embed(textEmbedder(NEXT));
  expect(await world.stored()).toEqual([NEXT]);
  // Once it serves it goes on serving, also while what came later waits for its vectors.
  await world.add("b.md", 3);
  expect(await world.serving(textEmbedder(NEXT))).toBe(NEXT);
});

test("how far it has come is told in one line", async () => {
  const world = await openIndex(9);
  await world.embed(textEmbedder(OLD));
  await world.embed(cutShort(textEmbedder(NEXT)));
  const change = (serving: string) =>
    describeEmbedderChange({
      ...world.deps,
      embedder: textEmbedder(NEXT),
      servingEmbedder: async () => textEmbedder(serving),
    });
  expect(await change(OLD)).toBe(
    "re-embedding with test/next: 4 of 9 done; test/old serves until then",
  );
  expect(await change(NEXT)).toBeUndefined();
});

test("two processes configured differently leave each other's vectors alone, in any order", async () => {
  const world = await openIndex(9);
  for (let round = 0; round < 4; round += 1) {
    const reports = [await world.embed(textEmbedder(OLD)), await world.embed(textEmbedder(NEXT))];
    expect(reports).toEqual(Array(2).fill({ embedded: round === 0 ? 9 : 0 }));
    expect(await world.serving(textEmbedder(OLD))).toBe(OLD);
    expect(await world.serving(textEmbedder(NEXT))).toBe(NEXT);
    world.pass(100_000);
  }
  // The process with the old configuration has ended.
  world.pass(HOUR_MS);
  await world.embed(textEmbedder(NEXT));
  expect(await world.stored()).toEqual([NEXT]);
});

test("the vectors of a process that embeds for longer than its claim holds are kept", async () => {
  const world = await openIndex(9);
  await world.embed(cutShort(textEmbedder(OLD)));
  await world.embed(textEmbedder(NEXT));
  world.pass(HOUR_MS);
  const lease = await holdLease(embedLease(OLD), world.deps);
  await world.embed(textEmbedder(NEXT));
  expect(await world.stored()).toEqual([NEXT, OLD]);
  await lease?.release();
  await world.embed(textEmbedder(NEXT));
  expect(await world.stored()).toEqual([NEXT]);
});

test("back to the old embedder before the new one is complete, nothing is embedded", async () => {
  const world = await openIndex(9);
  await world.embed(textEmbedder(OLD));
  await world.embed(cutShort(textEmbedder(NEXT)));
  world.pass(HOUR_MS);
  expect(await world.serving(textEmbedder(OLD))).toBe(OLD);
  expect(await world.embed(textEmbedder(OLD))).toEqual({ embedded: 0 });
  expect(await world.stored()).toEqual([OLD]);
});

test("without an embedder keywords alone serve, and the vectors stay", async () => {
  const world = await openIndex(9);
  await world.embed(textEmbedder(OLD));
  expect(await world.serving(undefined)).toBeUndefined();
  expect(await world.stored()).toEqual([OLD]);
  expect(await world.embed(textEmbedder(OLD))).toEqual({ embedded: 0 });
});

test("vectors of an embedder that nobody knows any more do not serve", async () => {
  const world = await openIndex(9);
  await world.embed(textEmbedder(OLD));
  await world.embed(cutShort(textEmbedder(NEXT)));
  expect(await world.serving(textEmbedder(NEXT), [NEXT])).toBe(NEXT);
});

test.each([
  [3, NEXT],
  [30, OLD],
])("a model that refuses %i of 60 texts leaves %s serving", async (refused, serving) => {
  const world = await openIndex(60);
  await world.embed(textEmbedder(OLD));
  const picky = textEmbedder(NEXT, {
    onTexts: (texts) => {
      const isRefused = (text: string) => Number(/passage (\d+)/.exec(text)?.[1]) < refused;
      if (texts.some(isRefused)) throw new ModelError("invalid", "Too strange.");
    },
  });
  expect(await world.embed(picky)).toMatchObject({ embedded: 60 - refused });
  expect(await world.serving(textEmbedder(NEXT))).toBe(serving);
});
