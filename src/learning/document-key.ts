import type { DocumentKey } from "../vector-index/vector-index.ts";

/** Tells documents of all sources apart. */
export function documentKey({ source, documentId }: DocumentKey): string {
  return JSON.stringify([source, documentId]);
}

/** The document that a key names. */
export function documentOf(key: string): DocumentKey {
  const [source, documentId] = JSON.parse(key) as [string, string];
  return { source, documentId };
}
