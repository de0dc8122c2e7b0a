import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { KEYWORD_PART } from "../../../src/storage/ports/catalogue-storage.ts";
import { countTerms } from "../../../src/vector-index/pinecone/search/passage-terms.ts";
import type { IndexedDocument } from "../../../src/vector-index/vector-index.ts";
import {
  type PineconeCounterpart,
  startPineconeCounterpart,
} from "../../counterparts/pinecone/start-pinecone-counterpart.ts";
import { createRandom, documentOf, EMBEDDER, queryOf, randomVector } from "../index-fixtures.ts";
import { createPineconeWorld, type PineconeWorld } from "./pinecone-world.ts";

let counterpart: PineconeCounterpart;
let world: PineconeWorld;
beforeEach(async () => {
  counterpart = await startPineconeCounterpart({ shownAfterMs: 50 });
  world = await createPineconeWorld(counterpart);
});
afterEach(async () => {
  await world.close();
  await counterpart.close();
});

/** What the service holds of one part. */
function stored(part: "keywords" | "vectors"): string[] {
  const found = [...counterpart.world.indexes.values()].find(
    ({ vectorType }) => (vectorType === "sparse") === (part === "keywords"),
  );
  return [...(found?.namespaces.values() ?? [])].flatMap((namespace) => {
    namespace.show(Date.now());
    return [...namespace.records.keys()];
  });
}

const forCatalogue = ({ passages, ...document }: IndexedDocument) => ({
  ...document,
  passages: passages.map((passage) => ({
    ...passage,
    ...countTerms(document.title, passage.headings, passage.text),
  })),
});

const vectorOf = (text: string, seed: number) => ({
  hash: `hash of ${text}`,
  vector: randomVector(createRandom(seed)),
});

test("all arrives though the service throttles, fails and breaks connections", async () => {
  counterpart.setFaults({ rateLimited: 0.15, serverError: 0.15, cut: 0.1 });
  const index = world.open();
  const documents = Array.from({ length: 30 }, (_, n) => documentOf(`d${n}`, [`text ${n}`]));
  for (const document of documents) await index.replaceDocuments([document]);
  await index.storeVectors(
    EMBEDDER,
    documents.map((_, n) => vectorOf(`text ${n}`, n + 1)),
  );
  await world.settled();
  counterpart.setFaults({});
  expect(stored("keywords")).toHaveLength(30);
  expect(stored("vectors")).toHaveLength(30);
  expect(counterpart.world.requests.some(({ status }) => status === 429)).toBe(true);
}, 60_000);

test("an API that asks to wait is left alone that long", async () => {
  const index = world.open();
  await index.replaceDocuments([documentOf("a", ["ready"])]);
  await world.settled();
  counterpart.setFaults({ rateLimited: 1, retryAfterSeconds: 1 });
  const { requests } = counterpart.world;
  requests.length = 0;
  const search = world.open().search(queryOf("ready"));
  const gone = expect(search).rejects.toThrow(/takes no more requests at the moment/);
  await gone;
  const queries = requests.filter(({ path }) => path === "/query" || path.startsWith("/indexes"));
  const gaps = queries.slice(1).map(({ at }, n) => at - (queries[n]?.at ?? 0));
  expect(queries.length).toBeGreaterThan(1);
  for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(950);
}, 40_000);

describe("a process that ends between its steps", () => {
  test("before Pinecone is told: what it wrote is found, and told by the next", async () => {
    await world.catalogue.replaceDocuments([forCatalogue(documentOf("a", ["parental leave"]))]);
    await world.catalogue.storeVectors(EMBEDDER, [vectorOf("parental leave", 1)]);
    expect(stored("keywords")).toEqual([]);
    const index = world.open();
    expect(await index.search(queryOf("parental"))).toHaveLength(1);
    await world.settled();
    expect(stored("keywords")).toHaveLength(1);
    expect(stored("vectors")).toEqual(stored("keywords"));
  });

  test("before the older version goes: it is never shown, and goes with the next", async () => {
    const index = world.open();
    await index.replaceDocuments([documentOf("a", ["thirty days", "by the manager"])]);
    await world.settled();
    const [before] = await index.search(queryOf("days"));
    await world.catalogue.replaceDocuments([forCatalogue(documentOf("a", ["twenty days"]))]);
    const hits = await world.open().search(queryOf("days manager"));
    expect(hits.map(({ text }) => text)).toEqual(["twenty days"]);
    await world.settled();
    expect(stored("keywords")).toHaveLength(1);
    expect(stored("keywords")).not.toContain(String(before?.id));
  });

  test("what was acknowledged and not noted is told again, and is there once", async () => {
    const index = world.open();
    await index.replaceDocuments([documentOf("a", ["one", "two"])]);
    await world.settled();
    await world.catalogue.outbox.addAll();
    await world.settled();
    expect(stored("keywords")).toHaveLength(2);
    expect(await index.search(queryOf("one"))).toHaveLength(1);
  });
});

test("what Pinecone knows and the catalogue does not is never shown, and goes", async () => {
  const index = world.open();
  await index.replaceDocuments([documentOf("a", ["coffee"]), documentOf("b", ["coffee beans"])]);
  await world.settled();
  const before = stored("keywords");
  // As after a backup was put back that is older than what Pinecone was told.
  await world.storage.database.deleteFrom("cataloguePassages").where("document", "=", 2).execute();
  const searching = world.open();
  expect((await searching.search(queryOf("coffee"))).map((hit) => hit.documentId)).toEqual(["a"]);
  await expect.poll(() => stored("keywords")).toEqual([before[0]]);
});

test("a permission changes at once, at Pinecone too, and no vector is made again", async () => {
  const index = world.open();
  await index.replaceDocuments([documentOf("a", ["salaries"]), documentOf("b", ["salaries"])]);
  await index.storeVectors(EMBEDDER, [vectorOf("salaries", 3)]);
  await world.settled();
  const { vector } = vectorOf("salaries", 3);
  const ask = (...allowedAccessIds: number[]) =>
    world.open().search(queryOf("salaries", { vector, embedderId: EMBEDDER, allowedAccessIds }));
  await index.setAccess("handbook", ["a"], 7);
  expect((await ask(1)).map((hit) => hit.documentId)).toEqual(["b"]);
  expect((await ask(7)).map((hit) => hit.documentId)).toEqual(["a"]);
  await world.settled();
  expect((await ask(7)).map((hit) => hit.documentId)).toEqual(["a"]);
  expect(await index.countTextsToEmbed(EMBEDDER)).toBe(0);
});

test("two processes that write at the same time leave Pinecone in step", async () => {
  const processes = [world.open(), world.open(), world.open()];
  await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      processes[n % 3]?.replaceDocuments([documentOf(`d${n % 5}`, [`round ${n}`, "tail"])]),
    ),
  );
  await world.settled();
  expect((await world.catalogue.stats(undefined)).passages).toBe(10);
  await expect.poll(() => stored("keywords")).toHaveLength(10);
});

test("a service that does not say what it shows is waited for", async () => {
  counterpart.world.saysNumbers = false;
  const index = world.open();
  await index.replaceDocuments([documentOf("a", ["quiet"])]);
  await expect.poll(async () => stored("keywords").length).toBe(1);
  expect(await world.catalogue.outbox.parts()).toEqual([KEYWORD_PART]);
  expect(await index.search(queryOf("quiet"))).toHaveLength(1);
});

describe("what Pinecone refuses is one sentence with a way out", () => {
  const failing = async (settings: Parameters<PineconeWorld["open"]>[0]) => {
    const writing = world.open();
    await writing.replaceDocuments([documentOf("a", ["refused"])]);
    await writing.storeVectors(EMBEDDER, [vectorOf("refused", 4)]);
    await world.settled();
    return world.open(settings).warmUp(EMBEDDER);
  };

  test("a wrong key", () =>
    expect(failing({ apiKey: "wrong" })).rejects.toThrow(
      "Pinecone refuses the key: check PINECONE_API_KEY.",
    ));

  test("an index that somebody deleted", async () => {
    const index = world.open();
    await index.replaceDocuments([documentOf("a", ["deleted"])]);
    await world.settled();
    const [gone] = counterpart.world.indexes.values();
    counterpart.world.indexes.clear();
    await gone?.server.close();
    await expect(index.search(queryOf("deleted"))).rejects.toThrow(/cannot be reached/);
    await world.catalogue.outbox.addAll();
    await world.settled();
    expect(await index.search(queryOf("deleted"))).toHaveLength(1);
    expect(stored("keywords")).toHaveLength(1);
  }, 60_000);

  test("an index of another kind", async () => {
    await world.open().replaceDocuments([documentOf("a", ["refused"])]);
    const [index] = counterpart.world.indexes.values();
    if (index !== undefined) index.metric = "euclidean";
    await expect(failing({})).rejects.toThrow(
      "The Pinecone index footnote-keywords is sparse, euclidean, no dimensions and must be sparse, dotproduct, no dimensions: delete it, or set PINECONE_INDEX to another beginning.",
    );
  });
});
