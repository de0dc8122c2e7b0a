import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Embedder } from "../../src/models/models.ts";

export const OLD = "test/old";
export const NEXT = "test/next";

/** Vectors that depend on nothing but the embedder's id and the text; a call takes `delayMs`. */
export function textEmbedder(
  id: string,
  { delayMs = 0, onTexts = (_: string[]) => {} } = {},
): Embedder {
  // Only the first answer tells the length, as with an endpoint.
  const numbers = id === OLD ? 16 : 32;
  return {
    id,
    dimensions: undefined,
    maxTextsPerCall: 32,
    fusion: { vector: 0.5, vectorOtherLanguages: 0.5 },
    async embed(texts) {
      onTexts(texts);
      if (delayMs > 0) await sleep(delayMs);
      return texts.map((text) => {
        const bytes = createHash("sha256").update(`${id} ${text}`).digest().subarray(0, numbers);
        const vector = Float32Array.from(bytes, (byte) => byte - 127.5);
        const length = Math.hypot(...vector);
        return vector.map((value) => value / length);
      });
    },
    async close() {},
  };
}
