import type { RetrievedPassage } from "../../src/answer/retrieval/retrieve-passages.ts";

let next = 1;

/** A retrieved passage with a document of its own, unless said otherwise. */
export function passageOf(text: string, change: Partial<RetrievedPassage> = {}): RetrievedPassage {
  const id = next++;
  return {
    id,
    source: "handbook",
    documentId: `page-${id}.md`,
    ordinal: 0,
    title: `Page ${id}`,
    url: undefined,
    path: `page-${id}.md`,
    updatedAt: undefined,
    headings: [],
    text,
    hash: `hash-${id}`,
    accessId: 1,
    keyword: 1,
    vector: undefined,
    score: 1,
    ...change,
  };
}
