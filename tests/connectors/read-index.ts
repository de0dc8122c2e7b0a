import type { SyncDeps } from "../../src/sync/sync-deps.ts";

/** A document as far as tests of syncing compare it. */
export interface Expectation {
  title: string;
  path: string;
  url: string;
  readers: string[];
  /** The document's own words. */
  text: string;
}

/** What somebody who may read everything finds in the index, by document id. */
export async function readIndex({ storage, index }: SyncDeps, source: string) {
  const lists = await storage.accessLists.list();
  const all = lists.map((list) => list.id);
  const found: Record<string, Expectation> = {};
  for (const { documentId, title, accessId } of await storage.documents.list(source)) {
    const passages = await index.readDocument(source, documentId, all);
    const misplaced = passages.filter((passage) => passage.accessId !== accessId);
    if (misplaced.length > 0) throw new Error(`${documentId} stands under two access lists`);
    found[documentId] = {
      title,
      path: passages[0]?.path ?? "",
      url: passages[0]?.url ?? "",
      readers: lists.find((list) => list.id === accessId)?.principals ?? [],
      text: passages.map(({ text }) => text).join("\n"),
    };
  }
  return found;
}
