import type { DatabaseSync } from "node:sqlite";
import type { StoredEmbedder } from "../vector-index.ts";

const BYTES_PER_NUMBER = 4;
/** Vectors dropped in one transaction: about 10 ms of one or two kilobytes each. */
const DROPPED_AT_ONCE = 500;
/** Counters of this name and an embedder's id hold when its vectors were complete. */
const COMPLETE = "complete:";

/** Which embedders have vectors; a jump from one to the next instead of a walk over all rows. */
export function createEmbedderReader(db: DatabaseSync) {
  const all = db.prepare(
    `WITH RECURSIVE ids (id) AS (
       SELECT min(embedder_id) FROM vectors
       UNION ALL
       SELECT (SELECT min(embedder_id) FROM vectors WHERE embedder_id > ids.id) FROM ids
       WHERE ids.id IS NOT NULL)
     SELECT ids.id, counters.value AS complete_at,
       (SELECT length(vector) FROM vectors WHERE embedder_id = ids.id LIMIT 1) AS bytes
     FROM ids LEFT JOIN counters ON counters.name = '${COMPLETE}' || ids.id
     WHERE ids.id IS NOT NULL`,
  );
  return {
    embedders: (): StoredEmbedder[] =>
      all.all().map(({ id, complete_at, bytes }) => ({
        id: String(id),
        dimensions: Number(bytes) / BYTES_PER_NUMBER,
        completeAt: complete_at === null ? undefined : Number(complete_at),
      })),
  };
}

/** What changing the embedder writes. */
export function createEmbedderWriter(db: DatabaseSync, inTransaction: (write: () => void) => void) {
  const markComplete = db.prepare(
    `INSERT OR REPLACE INTO counters
     SELECT '${COMPLETE}' || ?1, ?2 WHERE EXISTS (SELECT 1 FROM vectors WHERE embedder_id = ?1)`,
  );
  const unmark = db.prepare(`DELETE FROM counters WHERE name = '${COMPLETE}' || ?`);
  const countDrop = db.prepare(
    `INSERT INTO counters VALUES ('drops', 1)
     ON CONFLICT (name) DO UPDATE SET value = value + 1`,
  );
  const some = db.prepare(
    `SELECT id FROM vectors NOT INDEXED WHERE id > ? AND embedder_id = ? ORDER BY id LIMIT ${DROPPED_AT_ONCE}`,
  );
  const dropVector = db.prepare("DELETE FROM vectors WHERE id = ?");
  return {
    markComplete: (embedderId: string, at: number): void =>
      inTransaction(() => void markComplete.run(embedderId, at)),

    /** Drops the first vectors after a row; the last row dropped, or undefined at the end. */
    dropSomeVectors: (embedderId: string, after: number): number | undefined => {
      let last: number | undefined;
      inTransaction(() => {
        unmark.run(embedderId);
        countDrop.run();
        for (const { id } of some.all(after, embedderId)) {
          dropVector.run(id ?? null);
          last = Number(id);
        }
      });
      return last;
    },
  };
}

/** Forgets that embedders were complete of which nothing is left: the next vectors are a new start. */
export const FORGET_EMPTY_EMBEDDERS = `DELETE FROM counters WHERE name LIKE '${COMPLETE}%'
  AND NOT EXISTS (SELECT 1 FROM vectors
    WHERE embedder_id = substr(counters.name, ${COMPLETE.length + 1}))`;
