import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { IndexQuery, PassageHit, VectorIndex } from "../../src/vector-index/vector-index.ts";
import {
  cosine,
  createRandom,
  documentOf,
  EMBEDDER,
  ODD_QUERIES,
  queryOf,
  randomVector,
} from "../vector-index/index-fixtures.ts";
import { listingContract } from "./listing-contract.ts";
import { severalEmbeddersContract } from "./several-embedders-contract.ts";

const idsOf = (hits: PassageHit[]) => hits.map((hit) => `${hit.documentId}#${hit.ordinal}`).sort();

/** What every vector index must do; `open` gives a new, empty one. */
export function vectorIndexContract(name: string, open: () => Promise<VectorIndex>): void {
  severalEmbeddersContract(name, open);
  listingContract(name, open);
  describe(name, () => {
    let index: VectorIndex;
    beforeEach(async () => {
      index = await open();
    });
    afterEach(() => index.close());

    const search = async (text: string, change: Partial<IndexQuery> = {}) =>
      idsOf(await index.search(queryOf(text, change)));
    const searchVector = (vector: Float32Array, change: Partial<IndexQuery> = {}) =>
      index.search(queryOf("", { vector, embedderId: EMBEDDER, ...change }));

    test("a hit carries all that was stored", async () => {
      const document = documentOf("a.md", ["Annual leave is thirty days."]);
      await index.replaceDocuments([
        document,
        documentOf("b.md", ["Nothing."], { url: undefined }),
      ]);
      const [hit] = await index.search(queryOf("annual leave"));
      expect(hit).toMatchObject({
        ...{ source: "handbook", documentId: "a.md", ordinal: 0, title: "Title of a.md" },
        ...{ url: "https://example.com/a.md", path: "a.md", updatedAt: document.updatedAt },
        ...{ headings: ["Chapter", "Part 0"], text: "Annual leave is thirty days.", accessId: 1 },
        ...{ hash: "hash of Annual leave is thirty days.", vector: undefined },
      });
      expect(hit?.keyword).toBeGreaterThan(0);
      expect((await index.search(queryOf("nothing")))[0]?.url).toBeUndefined();
    });

    test("a replaced document leaves no tail, in keywords, vectors or counts", async () => {
      const random = createRandom(1);
      const texts = ["zebra one", "zebra two", "zebra three"];
      await index.replaceDocuments([documentOf("a.md", texts)]);
      const vectors = texts.map((text) => ({
        hash: `hash of ${text}`,
        vector: randomVector(random),
      }));
      await index.storeVectors(EMBEDDER, vectors);
      await index.replaceDocuments([documentOf("a.md", ["zebra two"])]);
      expect(await search("zebra")).toEqual(["a.md#0"]);
      expect(await search("three")).toEqual([]);
      expect(idsOf(await searchVector(randomVector(random)))).toEqual(["a.md#0"]);
      expect(await index.stats(EMBEDDER)).toEqual({ documents: 1, passages: 1, vectors: 1 });
      const statistics = await index.termStatistics(["zebra", "three"]);
      expect(statistics.passages).toBe(1);
      expect(statistics.documentFrequency).toEqual(
        new Map([
          ["zebra", 1],
          ["three", 0],
        ]),
      );
    });

    test("what may not be read is never a hit, not even of the only matching vector", async () => {
      const random = createRandom(2);
      const vector = randomVector(random);
      await index.replaceDocuments([
        documentOf("open.md", ["salary bands"]),
        documentOf("secret.md", ["salary of the director"], { accessId: 2 }),
      ]);
      await index.storeVectors(EMBEDDER, [{ hash: "hash of salary of the director", vector }]);
      const change = { vector, embedderId: EMBEDDER };
      expect(await search("salary director", change)).toEqual(["open.md#0"]);
      expect(await search("salary director", { ...change, allowedAccessIds: [] })).toEqual([]);
      expect(await search("salary", { ...change, allowedAccessIds: [1, 2] })).toHaveLength(2);
      const forbidden = await index.searchBaseline(queryOf("director"));
      expect(forbidden).toEqual([]);
      expect(await index.readDocument("handbook", "secret.md", [1, 3])).toEqual([]);
    });

    test("forbidden passages take no place among the best few", async () => {
      const vector = randomVector(createRandom(12));
      const many = Array.from({ length: 200 }, (_, n) =>
        documentOf(`secret-${n}.md`, ["budget budget budget"], { accessId: 2, title: "Budget" }),
      );
      const fill = "the budget is mentioned once in a long text about something else altogether";
      await index.replaceDocuments([...many, documentOf("open.md", [fill])]);
      await index.storeVectors(EMBEDDER, [
        { hash: "hash of budget budget budget", vector },
        { hash: `hash of ${fill}`, vector: randomVector(createRandom(13)) },
      ]);
      expect(await search("budget", { keywordDepth: 1 })).toEqual(["open.md#0"]);
      expect(idsOf(await searchVector(vector, { vectorDepth: 1 }))).toEqual(["open.md#0"]);
    });

    test("another access list holds from the next search on", async () => {
      const vector = randomVector(createRandom(3));
      await index.replaceDocuments([documentOf("a.md", ["travel rules"])]);
      await index.storeVectors(EMBEDDER, [{ hash: "hash of travel rules", vector }]);
      const change = { vector, embedderId: EMBEDDER };
      expect(await search("travel", change)).toEqual(["a.md#0"]);
      await index.setAccess("handbook", ["a.md"], 2);
      expect(await search("travel", change)).toEqual([]);
      expect(await search("travel", { ...change, allowedAccessIds: [2] })).toEqual(["a.md#0"]);
      expect(await index.readDocument("handbook", "a.md", [1])).toEqual([]);
      expect(await index.countTextsToEmbed(EMBEDDER)).toBe(0);
    });

    test("documents are said to live elsewhere without their text, where that is told", async () => {
      await index.replaceDocuments([documentOf("a.md", ["one"]), documentOf("b.md", ["two"])]);
      const pathsOf = async (...allowed: number[]) => {
        const found = ["a.md", "b.md"].map((id) => index.readDocument("handbook", id, allowed));
        return (await Promise.all(found)).map(([passage]) => passage?.path);
      };
      const [, before] = await pathsOf(1);
      const paths = new Map([
        ["a.md", "Elsewhere › a.md"],
        ["b.md", undefined],
      ]);
      await index.setAccess("handbook", ["a.md", "b.md", "unknown.md"], 2, paths);
      expect(await pathsOf(2)).toEqual(["Elsewhere › a.md", before]);
      expect(await search("one", { allowedAccessIds: [2] })).toEqual(["a.md#0"]);
      const version = await index.version();
      await index.setAccess("handbook", ["a.md", "b.md"], 2, paths);
      expect(await index.version()).toBe(version);
    });

    test("the nearest vectors are those that brute force finds, with the same cosines", async () => {
      const random = createRandom(4);
      const stored = Array.from({ length: 400 }, (_, n) => ({
        document: documentOf(`d${n}`, [`text ${n}`], { accessId: n % 3 }),
        hash: `hash of text ${n}`,
        vector: randomVector(random),
      }));
      await index.replaceDocuments(stored.map(({ document }) => document));
      await index.storeVectors(EMBEDDER, stored);
      const query = randomVector(random);
      const expected = stored
        .filter((_, n) => n % 3 !== 1)
        .map(({ document, vector }) => ({ id: document.documentId, cosine: cosine(query, vector) }))
        .sort((a, b) => b.cosine - a.cosine)
        .slice(0, 10);
      const hits = await searchVector(query, { allowedAccessIds: [0, 2], vectorDepth: 10 });
      expect(hits.map((hit) => hit.documentId)).toEqual(expected.map(({ id }) => id));
      for (const [at, hit] of hits.entries()) {
        expect(hit.vector).toBeCloseTo(expected[at]?.cosine ?? 0, 5);
      }
    });

    test("each hit has both scores, whichever search found it", async () => {
      const random = createRandom(5);
      const texts = ["apples and pears", "pears", "quinces"];
      await index.replaceDocuments([documentOf("a.md", texts)]);
      const vectors = texts.map((text) => ({
        hash: `hash of ${text}`,
        vector: randomVector(random),
      }));
      await index.storeVectors(EMBEDDER, vectors);
      const near = vectors[1]?.vector ?? new Float32Array();
      const depths = { vector: near, embedderId: EMBEDDER, keywordDepth: 1, vectorDepth: 1 };
      const hits = await index.search(queryOf("apples pears", depths));
      expect(idsOf(hits)).toEqual(["a.md#0", "a.md#1"]);
      for (const hit of hits) {
        const own = vectors[hit.ordinal]?.vector ?? new Float32Array();
        expect(hit.vector).toBeCloseTo(cosine(near, own), 5);
        expect(hit.keyword).toBeGreaterThan(0);
      }
      const alone = await index.search(queryOf("apples pears"));
      for (const hit of hits) {
        expect(hit.keyword).toBeCloseTo(alone.find((one) => one.id === hit.id)?.keyword ?? 0, 6);
      }
    });

    test("only the wanted sources are searched", async () => {
      const vector = randomVector(createRandom(6));
      await index.replaceDocuments([
        documentOf("a", ["parking"]),
        documentOf("a", ["parking lots"], { source: "wiki" }),
      ]);
      await index.storeVectors(EMBEDDER, [{ hash: "hash of parking", vector }]);
      await index.storeVectors(EMBEDDER, [{ hash: "hash of parking lots", vector }]);
      const change = { vector, embedderId: EMBEDDER };
      const hits = await index.search(queryOf("parking", { ...change, sources: ["wiki"] }));
      expect(hits.map((hit) => hit.source)).toEqual(["wiki"]);
      expect(await search("parking", { ...change, sources: [] })).toEqual([]);
      expect((await index.stats(EMBEDDER, "wiki")).passages).toBe(1);
    });

    test("a removed document or source is gone, and no other", async () => {
      await index.replaceDocuments([
        documentOf("a", ["coffee"]),
        documentOf("b", ["coffee"]),
        documentOf("a", ["coffee"], { source: "wiki" }),
        documentOf("c", ["coffee"], { source: "wiki" }),
      ]);
      await index.removeDocuments("handbook", ["a", "never there"]);
      expect(await search("coffee")).toEqual(["a#0", "b#0", "c#0"]);
      await index.removeSource("wiki");
      expect(await search("coffee")).toEqual(["b#0"]);
      expect(await index.stats(undefined)).toEqual({ documents: 1, passages: 1, vectors: 0 });
    });

    test("equal texts are embedded once, in the order they came, and a rename never again", async () => {
      const random = createRandom(7);
      await index.replaceDocuments([
        documentOf("a", ["first", "second"]),
        documentOf("b", ["second", "third"], { source: "wiki" }),
      ]);
      const texts = await index.textsToEmbed(EMBEDDER, 10);
      expect(texts.map(({ text }) => text)).toEqual([
        "Title of a\nChapter › Part 0\nfirst",
        "Title of a\nChapter › Part 1\nsecond",
        "Title of b\nChapter › Part 1\nthird",
      ]);
      expect(await index.textsToEmbed(EMBEDDER, 1)).toHaveLength(1);
      expect(await index.countTextsToEmbed(EMBEDDER)).toBe(3);
      expect(await index.countTextsToEmbed(EMBEDDER, "wiki")).toBe(2);
      expect(await index.countTextsToEmbed("another/embedder")).toBe(3);
      const vectors = texts.map(({ hash }) => ({ hash, vector: randomVector(random) }));
      await index.storeVectors(EMBEDDER, vectors.slice(0, 2));
      expect(await index.textsToEmbed(EMBEDDER, 10, "handbook")).toEqual([]);
      expect(await index.textsToEmbed(EMBEDDER, 10, "wiki")).toHaveLength(1);
      await index.storeVectors(EMBEDDER, vectors.slice(2));
      await index.removeDocuments("handbook", ["a"]);
      await index.replaceDocuments([documentOf("renamed", ["first", "second"])]);
      await index.collectGarbage();
      expect(await index.countTextsToEmbed(EMBEDDER)).toBe(0);
      expect((await index.stats(EMBEDDER)).vectors).toBe(4);
    });

    test("garbage is what no text needs; a vector that comes too late is harmless", async () => {
      const random = createRandom(8);
      await index.replaceDocuments([documentOf("a", ["kept", "dropped"])]);
      const store = (text: string) =>
        index.storeVectors(EMBEDDER, [{ hash: `hash of ${text}`, vector: randomVector(random) }]);
      await store("kept");
      await store("dropped");
      await index.replaceDocuments([documentOf("a", ["kept"])]);
      await store("never seen");
      await index.collectGarbage();
      await index.replaceDocuments([documentOf("a", ["kept", "dropped", "never seen"])]);
      const texts = await index.textsToEmbed(EMBEDDER, 10);
      expect(texts.map(({ hash }) => hash)).toEqual(["hash of dropped", "hash of never seen"]);
    });

    test("a document is read in order, whole or in part", async () => {
      await index.replaceDocuments([documentOf("a", ["one", "two", "three"])]);
      const read = async (ordinals?: number[]) =>
        (await index.readDocument("handbook", "a", [1], ordinals)).map((hit) => hit.text);
      expect(await read()).toEqual(["one", "two", "three"]);
      expect(await read([2, 0, 7])).toEqual(["one", "three"]);
      expect(await index.readDocument("handbook", "no such", [1])).toEqual([]);
    });

    test("of each passage is said whether it is there and allowed", async () => {
      await index.replaceDocuments([
        documentOf("a", ["one", "two"]),
        documentOf("secret", ["three"], { accessId: 2 }),
      ]);
      const place = (documentId: string, ordinal: number, source = "handbook") => ({
        ...{ source, documentId, ordinal },
      });
      const places = [
        ...[place("secret", 0), place("a", 1), place("a", 2), place("a", 0, "other")],
        ...[place("no such", 0), place("a", 0), place("a", 1)],
      ];
      const no = false;
      expect(await index.areReadable(places, [1])).toEqual([no, true, no, no, no, true, true]);
      expect(await index.areReadable(places, [1, 2])).toContain(true);
      expect((await index.areReadable(places, [2, 7]))[0]).toBe(true);
      expect(await index.areReadable(places, [])).not.toContain(true);
      expect(await index.areReadable([], [1])).toEqual([]);
      await index.setAccess("handbook", ["a"], 2);
      expect(await index.areReadable(places, [1])).not.toContain(true);
    });

    test("terms are counted by passage, stemmed", async () => {
      expect(await index.termStatistics(["run"])).toMatchObject({ passages: 0, averageLength: 0 });
      await index.replaceDocuments([documentOf("a", ["running runs", "he runs", "walks"])]);
      const { passages, averageLength, documentFrequency } = await index.termStatistics([
        "run",
        "walk",
        "swim",
      ]);
      expect(passages).toBe(3);
      expect(averageLength).toBeGreaterThan(1);
      expect([...documentFrequency.values()]).toEqual([2, 1, 0]);
    });

    test("the version grows with every write and with nothing else", async () => {
      const versions = [await index.version()];
      const note = async () => versions.push(await index.version());
      await index.replaceDocuments([documentOf("a", ["one"])]);
      await note();
      await index.setAccess("handbook", ["a"], 2);
      await note();
      await index.storeVectors(EMBEDDER, [
        { hash: "hash of one", vector: randomVector(createRandom(9)) },
      ]);
      await note();
      await index.removeDocuments("handbook", ["a"]);
      await note();
      expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
      await search("one");
      expect(await index.version()).toBe(versions.at(-1));
    });

    test("no text makes a search throw", async () => {
      await index.replaceDocuments([documentOf("a", ["leave policy"])]);
      const vector = randomVector(createRandom(10));
      for (const text of ODD_QUERIES) {
        const hits = await index.search(queryOf(text, { vector, embedderId: EMBEDDER }));
        expect(hits, text.slice(0, 50)).toHaveLength(text.includes("leave") ? 1 : 0);
        await index.searchBaseline(queryOf(text));
      }
    });

    test("languages without spaces, with accents and in other scripts are found", async () => {
      await index.replaceDocuments([
        documentOf("zh", ["员工每年享有三十天的带薪年假。"]),
        documentOf("ja", ["出張の経費は月末までに精算してください。"]),
        documentOf("de", ["Überstunden werden vergütet."]),
        documentOf("ru", ["Отпуск составляет тридцать дней."]),
        documentOf("ar", ["تبلغ الإجازة السنوية ثلاثين يوما"]),
      ]);
      expect(await search("年假")).toEqual(["zh#0"]);
      expect(await search("経費の精算")).toEqual(["ja#0"]);
      expect(await search("uberstunden")).toEqual(["de#0"]);
      expect(await search("отпуск")).toEqual(["ru#0"]);
      expect(await search("إجازة")).toEqual(["ar#0"]);
    });
  });
}
