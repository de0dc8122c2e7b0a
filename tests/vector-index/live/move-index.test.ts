import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSqliteVectorIndex } from "../../../src/vector-index/sqlite/sqlite-vector-index.ts";
import type { DocumentEntry, IndexedDocument } from "../../../src/vector-index/vector-index.ts";
import {
  type PineconeCounterpart,
  startPineconeCounterpart,
} from "../../counterparts/pinecone/start-pinecone-counterpart.ts";
import { createRandom, EMBEDDER } from "../index-fixtures.ts";
import { askMeanwhile, createMovingWorld, numbered, vectorFor, vectorsOf } from "./moving-world.ts";

/** FOOTNOTE_TEST_PASSAGES=50000 tries it with as many. */
const PASSAGES = Number(process.env.FOOTNOTE_TEST_PASSAGES ?? 3_000);
const DOCUMENTS = PASSAGES / 10;
/** The last ones are not asked for, and may be taken away. */
const ASKED = Math.floor(DOCUMENTS * 0.9);
const LONG_MS = 60_000 + PASSAGES * 30;

let counterpart: PineconeCounterpart;
let world: Awaited<ReturnType<typeof createMovingWorld>>;
beforeAll(async () => {
  counterpart = await startPineconeCounterpart({ shownAfterMs: 500 });
  world = await createMovingWorld(counterpart);
});
afterAll(async () => {
  await world.close();
  await counterpart.close();
  rmSync(world.dataDir, { recursive: true, force: true });
});

const expected = new Map<string, IndexedDocument>();

async function write(documents: IndexedDocument[]): Promise<void> {
  await world.index.replaceDocuments(documents);
  await world.index.storeVectors(EMBEDDER, documents.flatMap(vectorsOf));
  for (const document of documents) expected.set(document.documentId, document);
}

/** Syncs go on: documents change, move to other readers, and go. */
function changeMeanwhile() {
  const stopping = new AbortController();
  const changing = (async () => {
    const random = createRandom(9);
    for (let version = 2; !stopping.signal.aborted; version++) {
      await write([numbered(Math.floor(random() * DOCUMENTS), version)]);
      const [gone, moved] = [...expected.keys()].slice(-2);
      if (version % 5 === 0 && gone !== undefined && expected.size > ASKED + 2) {
        await world.index.removeDocuments("handbook", [gone]);
        expected.delete(gone);
      }
      const document = expected.get(moved ?? "");
      if (version % 3 === 0 && document !== undefined && expected.size > ASKED + 2) {
        await world.index.setAccess("handbook", [document.documentId], version);
        expected.set(document.documentId, { ...document, accessId: version });
      }
      await sleep(40);
    }
    return stopping.signal.aborted;
  })();
  return async () => {
    stopping.abort();
    await changing;
  };
}

async function listAll(): Promise<DocumentEntry[]> {
  const all: DocumentEntry[] = [];
  for (;;) {
    const page = await world.index.listDocuments(all.at(-1), 1_000);
    all.push(...page);
    if (page.length < 1_000) return all;
  }
}

async function expectEverything(): Promise<void> {
  const found = new Map((await listAll()).map((entry) => [entry.documentId, entry]));
  expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
  for (const [id, { passages, accessId }] of expected) {
    expect(found.get(id)?.hashes, id).toEqual(passages.map(({ hash }) => hash));
    expect(found.get(id)?.accessId, id).toBe(accessId);
  }
  const hashes = [...expected.values()].flatMap(({ passages }) => passages.map(({ hash }) => hash));
  const vectors = await world.index.readVectors(EMBEDDER, hashes);
  expect(vectors.size).toBe(new Set(hashes).size);
  for (const hash of hashes.slice(0, 500)) expect(vectors.get(hash)).toEqual(vectorFor(hash));
  expect(await world.index.countTextsToEmbed(EMBEDDER)).toBe(0);
  const [embedder] = await world.index.embedders();
  expect(embedder).toMatchObject({ id: EMBEDDER, completeAt: 1_234 });
}

async function moveTo(kind: "pinecone" | "sqlite", isUnderWay: () => Promise<boolean>) {
  const stopAsking = askMeanwhile(world.index, ASKED);
  const stopChanging = changeMeanwhile();
  const before = await world.index.version();
  const report = await world.moveAndKill(kind, isUnderWay);
  // Some more, while every process learns of it.
  await sleep(2_500);
  await stopChanging();
  const asked = await stopAsking();
  expect(report).toMatchObject({ to: kind });
  expect((await world.placement.place()).live).toBe(kind);
  expect(await world.index.kind()).toBe(kind);
  expect(asked.lost).toEqual([]);
  expect(asked.twice).toEqual([]);
  expect(asked.asked).toBeGreaterThan(10);
  expect(await world.index.version()).toBeGreaterThan(before);
  await expectEverything();
  process.stderr.write(`${JSON.stringify({ ...report, ...asked })}\n`);
}

test(
  "moves to Pinecone and back while it answers and changes, killed in the middle",
  async () => {
    for (let n = 0; n < DOCUMENTS; n += 40) {
      const some = Array.from({ length: Math.min(40, DOCUMENTS - n) }, (_, at) =>
        numbered(n + at, 1),
      );
      await write(some);
    }
    await world.index.markComplete(EMBEDDER, 1_234);
    const { database } = world.storage;
    await moveTo("pinecone", async () => {
      const rows = await database.selectFrom("catalogueDocuments").select("id").execute();
      return rows.length > DOCUMENTS / 4;
    });
    // As on another machine: the file of before is not what comes back.
    const file = await openSqliteVectorIndex({ file: join(world.dataDir, "index.sqlite") });
    await file.removeSource("handbook");
    await file.collectGarbage();
    await moveTo("sqlite", async () => (await file.stats(undefined)).documents > DOCUMENTS / 4);
    await file.close();
  },
  LONG_MS,
);
