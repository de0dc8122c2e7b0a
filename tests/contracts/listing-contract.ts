import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DocumentEntry, VectorIndex } from "../../src/vector-index/vector-index.ts";
import {
  createRandom,
  documentOf,
  EMBEDDER,
  randomVector,
} from "../vector-index/index-fixtures.ts";

const IDS = ["b", "a", "Z", "é", "ﬀ", "𝒜", "a/b", "aa", "年"];

/** What a vector index must tell of itself for another one to be filled from it. */
export function listingContract(name: string, open: () => Promise<VectorIndex>): void {
  describe(`${name}, listed`, () => {
    let index: VectorIndex;
    beforeEach(async () => {
      index = await open();
    });
    afterEach(() => index.close());

    test("documents come page by page in the order of their bytes, without text", async () => {
      const documents = ["wiki", "handbook"].flatMap((source) =>
        IDS.map((id, at) =>
          documentOf(id, [`one of ${id}`, `two of ${id}`], { source, accessId: at }),
        ),
      );
      await index.replaceDocuments([...documents, documentOf("empty", [], { url: undefined })]);
      const all: DocumentEntry[] = [];
      for (;;) {
        const page = await index.listDocuments(all.at(-1), 4);
        expect(page.length).toBeLessThanOrEqual(4);
        all.push(...page);
        if (page.length === 0) break;
      }
      const keys = all.map(({ source, documentId }) => Buffer.from(`${source}\u0000${documentId}`));
      expect(keys).toEqual(keys.toSorted(Buffer.compare));
      expect(all).toHaveLength(documents.length + 1);
      const { passages, ...document } =
        documents.find(({ documentId }) => documentId === "𝒜") ?? {};
      const [entry] = all.filter((one) => one.documentId === "𝒜" && one.source === "wiki");
      expect(entry).toEqual({ ...document, hashes: passages?.map(({ hash }) => hash) });
      expect(all.find(({ documentId }) => documentId === "empty")).toMatchObject({
        url: undefined,
        hashes: [],
      });
    });

    test("vectors are read as they were stored, those that there are", async () => {
      const [hash, vector] = ["hash of one", randomVector(createRandom(31))];
      await index.replaceDocuments([documentOf("a", ["one", "two"])]);
      await index.storeVectors(EMBEDDER, [{ hash, vector }]);
      const found = await index.readVectors(EMBEDDER, [hash, "hash of two", hash]);
      expect([...found]).toEqual([[hash, vector]]);
      expect((await index.readVectors("never there", [hash])).size).toBe(0);
      expect((await index.readVectors(EMBEDDER, [])).size).toBe(0);
    });
  });
}
