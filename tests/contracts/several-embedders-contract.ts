import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { VectorIndex } from "../../src/vector-index/vector-index.ts";
import {
  createRandom,
  documentOf,
  EMBEDDER,
  queryOf,
  randomVector,
} from "../vector-index/index-fixtures.ts";

const NEXT = "test/next";

/** What a vector index must do when one embedder takes the place of another. */
export function severalEmbeddersContract(name: string, open: () => Promise<VectorIndex>): void {
  describe(`${name}, with vectors of several embedders`, () => {
    let index: VectorIndex;
    beforeEach(async () => {
      index = await open();
    });
    afterEach(() => index.close());

    const searchVector = (vector: Float32Array, embedderId: string) =>
      index.search(queryOf("", { vector, embedderId, vectorDepth: 1 }));
    const text = (n: number) => `text ${n}`;
    const hash = (n: number) => `hash of ${text(n)}`;
    const vectorsFor = (count: number, dimensions: number, seed: number) => {
      const random = createRandom(seed);
      const vector = () => randomVector(random, dimensions);
      return Array.from({ length: count }, (_, n) => ({ hash: hash(n), vector: vector() }));
    };
    const fill = (count: number) =>
      index.replaceDocuments([
        documentOf(
          "a",
          Array.from({ length: count }, (_, n) => text(n)),
        ),
      ]);

    test("each is known with the length of its vectors, and complete once it is said to be", async () => {
      expect(await index.embedders()).toEqual([]);
      await fill(3);
      await index.markComplete(EMBEDDER, 5);
      expect(await index.embedders()).toEqual([]);
      await index.storeVectors(NEXT, vectorsFor(1, 16, 20));
      await index.storeVectors(EMBEDDER, vectorsFor(3, 24, 21));
      const before = await index.version();
      await index.markComplete(EMBEDDER, 1_700_000_000_000);
      expect(await index.version()).toBeGreaterThan(before);
      expect(await index.embedders()).toEqual([
        { id: EMBEDDER, dimensions: 24, completeAt: 1_700_000_000_000 },
        { id: NEXT, dimensions: 16, completeAt: undefined },
      ]);
    });

    test("each answers with its own vectors while the others come and go", async () => {
      await fill(1200);
      const old = vectorsFor(1200, 24, 22);
      const next = vectorsFor(1200, 16, 23);
      const nearest = async (embedderId: string, vector?: Float32Array) =>
        (await searchVector(vector ?? new Float32Array(), embedderId)).map((hit) => hit.text);
      await index.storeVectors(EMBEDDER, old);
      await index.warmUp(NEXT);
      await index.storeVectors(NEXT, next.slice(0, 600));
      await index.warmUp(NEXT);
      expect(await nearest(EMBEDDER, old[1199]?.vector)).toEqual([text(1199)]);
      expect(await nearest(NEXT, next[599]?.vector)).toEqual([text(599)]);
      await index.storeVectors(NEXT, next.slice(600));
      expect(await nearest(NEXT, next[1199]?.vector)).toEqual([text(1199)]);
      expect(await nearest(EMBEDDER, old[0]?.vector)).toEqual([text(0)]);
      await index.markComplete(EMBEDDER, 1);
      await index.dropVectors(EMBEDDER);
      await index.dropVectors("never there");
      expect((await index.embedders()).map(({ id }) => id)).toEqual([NEXT]);
      expect(await nearest(EMBEDDER, old[0]?.vector)).toEqual([]);
      expect(await nearest(NEXT, next[0]?.vector)).toEqual([text(0)]);
      expect((await index.stats(NEXT)).vectors).toBe(1200);
    });

    test("dropped vectors can be made again, from the first text on", async () => {
      await fill(8);
      const vectors = vectorsFor(8, 24, 24);
      await index.storeVectors(EMBEDDER, vectors.slice(0, 6));
      expect(await index.textsToEmbed(EMBEDDER, 8)).toHaveLength(2);
      await index.storeVectors(EMBEDDER, vectors.slice(6));
      await index.markComplete(EMBEDDER, 1);
      await index.dropVectors(EMBEDDER);
      expect(await index.countTextsToEmbed(EMBEDDER)).toBe(8);
      expect(await index.textsToEmbed(EMBEDDER, 8)).toHaveLength(8);
      await index.storeVectors(EMBEDDER, vectors.slice(0, 2));
      expect(await index.embedders()).toMatchObject([{ id: EMBEDDER, completeAt: undefined }]);
      const [hit] = await searchVector(vectors[1]?.vector ?? new Float32Array(), EMBEDDER);
      expect(hit?.text).toBe(text(1));
    });

    test("an embedder whose last vector went is not complete any more", async () => {
      await fill(1);
      await index.storeVectors(EMBEDDER, vectorsFor(1, 24, 25));
      await index.markComplete(EMBEDDER, 1);
      await index.removeDocuments("handbook", ["a"]);
      await index.collectGarbage();
      await fill(2);
      await index.storeVectors(EMBEDDER, vectorsFor(1, 24, 26));
      expect(await index.embedders()).toMatchObject([{ id: EMBEDDER, completeAt: undefined }]);
    });
  });
}
