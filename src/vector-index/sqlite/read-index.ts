import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { IndexStats, PassageHit, PassagePlace, TermStatistics } from "../vector-index.ts";
import { ORDINAL_BITS, PASSAGES_PER_DOCUMENT } from "./prepare-index-file.ts";

/** A passage with its document, as `toHit` reads it; `p` and `d` are the tables' names. */
export const HIT_COLUMNS = `p.id, p.hash, p.headings, p.text, d.source, d.document_id, d.title, d.url,
  d.path, d.updated_at, d.access_id`;

export type IndexReader = ReturnType<typeof createIndexReader>;

/** Everything that reads without ranking. */
export function createIndexReader(db: DatabaseSync) {
  const currentVersion = db.prepare("SELECT value FROM counters WHERE name = 'version'");
  const termCount = db.prepare("SELECT doc FROM term_counts WHERE term = ?");
  // FTS5 keeps the number of rows and of terms in each column in this row, as varints.
  const termTotals = db.prepare("SELECT block FROM terms_data WHERE id = 1");
  const passagesOf = db.prepare(
    `SELECT ${HIT_COLUMNS} FROM documents d JOIN passages p
       ON p.id >= d.id * ${PASSAGES_PER_DOCUMENT} AND p.id < (d.id + 1) * ${PASSAGES_PER_DOCUMENT}
     WHERE d.source = ?1 AND d.document_id = ?2
       AND d.access_id IN (SELECT value FROM json_each(?3))
       AND (?4 IS NULL OR p.id % ${PASSAGES_PER_DOCUMENT} IN (SELECT value FROM json_each(?4)))
     ORDER BY p.id`,
  );
  const readable = db.prepare(
    `SELECT 1 FROM documents WHERE source = ?1 AND document_id = ?2 AND passages > ?3
       AND access_id IN (SELECT value FROM json_each(?4))`,
  );
  const counts = db.prepare(
    `SELECT count(*) AS documents, coalesce(sum(passages), 0) AS passages FROM documents
     WHERE ?1 IS NULL OR source = ?1`,
  );
  const countVectors = db.prepare(
    `SELECT count(*) AS vectors FROM passages p
     WHERE EXISTS (SELECT 1 FROM vectors v WHERE v.embedder_id = ?1 AND v.hash = p.hash)
       AND (?2 IS NULL OR p.id >> ${ORDINAL_BITS} IN (SELECT id FROM documents WHERE source = ?2))`,
  );

  return {
    version: (): number => Number(currentVersion.get()?.value),

    termStatistics(stems: string[]): TermStatistics {
      const block = termTotals.get()?.block;
      const [passages = 0, ...lengths] = block instanceof Uint8Array ? readVarints(block) : [];
      const total = lengths.reduce((sum, length) => sum + length, 0);
      return {
        passages,
        averageLength: passages === 0 ? 0 : total / passages,
        documentFrequency: new Map(
          stems.map((stem) => [stem, Number(termCount.get(stem)?.doc ?? 0)]),
        ),
      };
    },

    readDocument(
      source: string,
      documentId: string,
      allowedAccessIds: readonly number[],
      ordinals?: readonly number[],
    ): PassageHit[] {
      const wanted = ordinals === undefined ? null : JSON.stringify(ordinals);
      return passagesOf
        .all(source, documentId, JSON.stringify(allowedAccessIds), wanted)
        .map((row) => toHit(row, 0, undefined));
    },

    areReadable(passages: readonly PassagePlace[], allowedAccessIds: readonly number[]): boolean[] {
      const allowed = JSON.stringify(allowedAccessIds);
      return passages.map(
        ({ source, documentId, ordinal }) =>
          readable.get(source, documentId, ordinal, allowed) !== undefined,
      );
    },

    stats(embedderId: string | undefined, source?: string): IndexStats {
      const { documents, passages } = counts.get(source ?? null) ?? {};
      const vectors =
        embedderId === undefined ? 0 : countVectors.get(embedderId, source ?? null)?.vectors;
      return {
        documents: Number(documents),
        passages: Number(passages),
        vectors: Number(vectors),
      };
    },
  };
}

/** Makes a hit of a row of HIT_COLUMNS. */
export function toHit(
  row: Record<string, SQLOutputValue>,
  keyword: number,
  vector: number | undefined,
): PassageHit {
  return {
    id: Number(row.id),
    source: String(row.source),
    documentId: String(row.document_id),
    ordinal: Number(row.id) % PASSAGES_PER_DOCUMENT,
    title: String(row.title),
    url: row.url === null ? undefined : String(row.url),
    path: String(row.path),
    updatedAt: row.updated_at === null ? undefined : String(row.updated_at),
    headings: JSON.parse(String(row.headings)),
    text: String(row.text),
    hash: String(row.hash),
    accessId: Number(row.access_id),
    keyword,
    vector,
  };
}

/** SQLite's varints: seven bits a byte, most significant first, the high bit says "more follows". */
function readVarints(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  let value = 0;
  for (const byte of bytes) {
    value = value * 128 + (byte & 127);
    if (byte < 128) {
      numbers.push(value);
      value = 0;
    }
  }
  return numbers;
}
