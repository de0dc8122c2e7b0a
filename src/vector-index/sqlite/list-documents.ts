import type { DatabaseSync } from "node:sqlite";
import type { DocumentEntry, DocumentKey } from "../vector-index.ts";
import { toFloats } from "./memory/vector-memory.ts";
import { PASSAGES_PER_DOCUMENT } from "./prepare-index-file.ts";

/** What another index is compared with, and filled from. */
export function createDocumentLister(db: DatabaseSync) {
  const documents = db.prepare(
    `SELECT d.*, (SELECT json_group_array(p.hash ORDER BY p.id) FROM passages p
       WHERE p.id >= d.id * ${PASSAGES_PER_DOCUMENT} AND p.id < (d.id + 1) * ${PASSAGES_PER_DOCUMENT}) AS hashes
     FROM documents d WHERE ?1 IS NULL OR (source, document_id) > (?1, ?2)
     ORDER BY source, document_id LIMIT ?3`,
  );
  const vectors = db.prepare(
    `SELECT v.hash, v.vector FROM json_each(?2) wanted
     CROSS JOIN vectors v ON v.embedder_id = ?1 AND v.hash = wanted.value`,
  );
  return {
    listDocuments: (after: DocumentKey | undefined, limit: number): DocumentEntry[] =>
      documents.all(after?.source ?? null, after?.documentId ?? null, limit).map((row) => ({
        source: String(row.source),
        documentId: String(row.document_id),
        accessId: Number(row.access_id),
        title: String(row.title),
        url: row.url === null ? undefined : String(row.url),
        path: String(row.path),
        updatedAt: row.updated_at === null ? undefined : String(row.updated_at),
        hashes: JSON.parse(String(row.hashes)),
      })),

    readVectors(embedderId: string, hashes: readonly string[]): Map<string, Float32Array> {
      const found = new Map<string, Float32Array>();
      for (const row of vectors.all(embedderId, JSON.stringify(hashes))) {
        const vector = toFloats(row.vector);
        if (vector !== undefined) found.set(String(row.hash), vector.slice());
      }
      return found;
    },
  };
}
