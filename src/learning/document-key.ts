import type { DocumentKey } from "../vector-index/vector-index.ts";

/** Tells documents of all sources apart. */
export function documentKey({ source, documentId }: DocumentKey): string {
  return JSON.stringify([source, documentId]);
}
