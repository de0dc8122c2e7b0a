import { createHash } from "node:crypto";
import type { Embedder } from "../../../src/models/models.ts";
import { words } from "../../../src/text/tokenize.ts";

const NUMBERS = 64;

/** Vectors of the words alone, quick enough for thousands of questions: texts with words in common are near. */
export const wordEmbedder: Embedder = {
  id: "test/words",
  dimensions: NUMBERS,
  maxTextsPerCall: 256,
  fusion: { vector: 0.3, vectorOtherLanguages: 0.3 },
  async embed(texts) {
    return texts.map((text) => {
      const vector = new Float32Array(NUMBERS);
      for (const word of words(text)) {
        const bytes = createHash("sha256").update(word).digest();
        for (let at = 0; at < NUMBERS; at++) {
          vector[at] = (vector[at] ?? 0) + (bytes[at % bytes.length] ?? 0) - 127.5;
        }
      }
      const length = Math.hypot(...vector) || 1;
      return vector.map((value) => value / length);
    });
  },
  async close() {},
};
