import type { IndexedDocument, IndexQuery } from "../../src/vector-index/vector-index.ts";

export const EMBEDDER = "test/embedder";
const DIMENSIONS = 24;

/** A document of source "handbook" under access list 1, one passage a text. */
export function documentOf(
  documentId: string,
  texts: string[],
  change: Partial<IndexedDocument> = {},
): IndexedDocument {
  return {
    source: "handbook",
    documentId,
    accessId: 1,
    title: `Title of ${documentId}`,
    url: `https://example.com/${documentId}`,
    path: documentId,
    updatedAt: "2026-01-02T03:04:05.000Z",
    passages: texts.map((text, ordinal) => ({
      ordinal,
      headings: ["Chapter", `Part ${ordinal}`],
      text,
      hash: `hash of ${text}`,
    })),
    ...change,
  };
}

export function queryOf(text: string, change: Partial<IndexQuery> = {}): IndexQuery {
  return {
    text,
    vector: undefined,
    embedderId: undefined,
    allowedAccessIds: [1],
    keywordDepth: 20,
    vectorDepth: 20,
    ...change,
  };
}

/** A generator of numbers from 0 to 1 that gives the same ones each run. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export function randomVector(random: () => number, dimensions = DIMENSIONS): Float32Array {
  const numbers = Array.from({ length: dimensions }, () => random() - 0.5);
  const length = Math.hypot(...numbers);
  return Float32Array.from(numbers, (number) => number / length);
}

export function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, number, at) => sum + number * (b[at] ?? 0), 0);
}

/** Texts that a careless index would take for an expression of its own. */
export const ODD_QUERIES = [
  `"leave" AND (NOT NEAR(title:leave* , 3)) OR ^ - + {a b}: "`,
  `"'()*:^-+{}~!?`,
  "🙂 👩‍👩‍👧‍👦 🇩🇪",
  "'; DROP TABLE passages; --",
  "",
  "leave\u0000\ud800",
  "leave policy ".repeat(800),
  "x".repeat(100_000),
];
