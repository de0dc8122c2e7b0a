import { closeSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { extraTerms } from "../../text/extra-terms.ts";
import type { IndexedDocument } from "../vector-index.ts";
import { ORDINAL_BITS, PASSAGES_PER_DOCUMENT } from "./prepare-index-file.ts";
import { createEmbedderWriter, FORGET_EMPTY_EMBEDDERS } from "./stored-embedders.ts";

/** How many versions of changes are kept for readers that fell behind; older ones load anew. */
const CHANGES_KEPT = 20_000;

/** Vectors on their way between threads: `numbers` holds them one after another. */
export interface PackedVectors {
  hashes: string[];
  numbers: Float32Array;
}

export type IndexWriter = ReturnType<typeof createIndexWriter>;

/** Everything that writes. Each function is one transaction and logs the documents it touched. */
export function createIndexWriter(db: DatabaseSync) {
  const bumpVersion = db.prepare(
    "UPDATE counters SET value = value + 1 WHERE name = 'version' RETURNING value",
  );
  const logChange = db.prepare("INSERT OR IGNORE INTO changes VALUES (?, ?)");
  const findDocument = db.prepare(
    "SELECT id, title FROM documents WHERE source = ? AND document_id = ?",
  );
  const deleteDocument = db.prepare("DELETE FROM documents WHERE id = ?");
  const passagesOf = db.prepare("SELECT * FROM passages WHERE id >= ? AND id < ? ORDER BY id");
  const deletePassages = db.prepare("DELETE FROM passages WHERE id >= ? AND id < ?");
  const deleteTerms = db.prepare(
    `INSERT INTO terms (terms, rowid, title, headings, body, extra)
     VALUES ('delete', ?, ?, ?, ?, ?)`,
  );
  const insertDocument = db.prepare(
    `INSERT INTO documents (access_id, source, document_id, passages, title, url, path, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertPassage = db.prepare("INSERT INTO passages VALUES (?, ?, ?, ?, ?)");
  const insertTerms = db.prepare(
    "INSERT INTO terms (rowid, title, headings, body, extra) VALUES (?, ?, ?, ?, ?)",
  );
  const findPlace = db.prepare(
    "SELECT id, access_id, path FROM documents WHERE source = ? AND document_id = ?",
  );
  const updatePlace = db.prepare("UPDATE documents SET access_id = ?, path = ? WHERE id = ?");
  const insertVector = db.prepare(
    "INSERT OR REPLACE INTO vectors (embedder_id, hash, vector) VALUES (?, ?, ?)",
  );
  const logTextChange = db.prepare(
    `INSERT OR IGNORE INTO changes SELECT ?, id >> ${ORDINAL_BITS} FROM passages WHERE hash = ?`,
  );

  /** The lock is taken at once: a read that turns into a write fails when another writes. */
  function inTransaction(write: (version: number) => void): void {
    db.exec("BEGIN IMMEDIATE");
    try {
      write(Number(bumpVersion.get()?.value));
      db.exec("COMMIT");
    } catch (error) {
      if (db.isTransaction) db.exec("ROLLBACK");
      throw error;
    }
  }

  /** FTS5 is quick only while the ids it gets grow, so documents go in the order they came. */
  function forget(documents: Record<string, SQLOutputValue>[], version: number): void {
    for (const { id, title } of documents.sort((a, b) => Number(a.id) - Number(b.id))) {
      const first = Number(id) * PASSAGES_PER_DOCUMENT;
      const end = first + PASSAGES_PER_DOCUMENT;
      for (const passage of passagesOf.all(first, end)) {
        const heading = JSON.parse(String(passage.headings)).join("\n");
        const { text, extra } = passage;
        deleteTerms.run(Number(passage.id), String(title), heading, String(text), String(extra));
      }
      deletePassages.run(first, end);
      deleteDocument.run(Number(id));
      logChange.run(version, Number(id));
    }
  }

  function find(source: string, documentId: string): Record<string, SQLOutputValue>[] {
    const row = findDocument.get(source, documentId);
    return row === undefined ? [] : [row];
  }

  function insert(document: IndexedDocument, version: number): void {
    const { accessId, source, documentId, passages, title, url, path, updatedAt } = document;
    const row = Number(
      insertDocument.run(
        accessId,
        source,
        documentId,
        passages.length,
        title,
        url ?? null,
        path,
        updatedAt ?? null,
      ).lastInsertRowid,
    );
    for (const { ordinal, headings, text, hash } of passages) {
      if (ordinal >= PASSAGES_PER_DOCUMENT) {
        throw new RangeError(`${documentId} has more than ${PASSAGES_PER_DOCUMENT} passages.`);
      }
      const id = row * PASSAGES_PER_DOCUMENT + ordinal;
      const heading = headings.join("\n");
      const extra = extraTerms(`${title}\n${heading}\n${text}`);
      insertPassage.run(id, hash, JSON.stringify(headings), extra, text);
      insertTerms.run(id, title, heading, text, extra);
    }
    logChange.run(version, row);
  }

  return {
    ...createEmbedderWriter(db, inTransaction),

    replaceDocuments(documents: IndexedDocument[]): void {
      const latest = new Map(documents.map((d) => [JSON.stringify([d.source, d.documentId]), d]));
      inTransaction((version) => {
        // All removals come first, for the same reason.
        const old = [...latest.values()].flatMap((d) => find(d.source, d.documentId));
        forget(old, version);
        for (const document of latest.values()) insert(document, version);
      });
    },

    setAccess(
      source: string,
      documentIds: string[],
      accessId: number,
      paths?: ReadonlyMap<string, string | undefined>,
    ): void {
      function* changed() {
        for (const documentId of documentIds) {
          const row = findPlace.get(source, documentId);
          const path = paths?.get(documentId) ?? row?.path;
          if (row === undefined || path === undefined) continue;
          if (row.access_id !== accessId || row.path !== path) yield { id: Number(row.id), path };
        }
      }
      // Mostly nothing is: whoever keeps what was searched need not forget it then.
      if (changed().next().done) return;
      inTransaction((version) => {
        for (const { id, path } of changed()) {
          updatePlace.run(accessId, path, id);
          logChange.run(version, id);
        }
      });
    },

    removeDocuments(source: string, documentIds: string[]): void {
      inTransaction((version) => {
        const old = [...new Set(documentIds)].flatMap((documentId) => find(source, documentId));
        forget(old, version);
      });
    },

    removeSource(source: string): void {
      inTransaction((version) => {
        forget(db.prepare("SELECT id, title FROM documents WHERE source = ?").all(source), version);
      });
    },

    storeVectors(embedderId: string, { hashes, numbers }: PackedVectors): void {
      const size = numbers.byteLength / hashes.length;
      inTransaction((version) => {
        for (const [index, hash] of hashes.entries()) {
          const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset + index * size, size);
          insertVector.run(embedderId, hash, bytes);
          logTextChange.run(version, hash);
        }
      });
    },

    collectGarbage(): void {
      inTransaction((version) => {
        db.exec(
          `DELETE FROM vectors WHERE id IN (
             SELECT id FROM vectors v
             WHERE NOT EXISTS (SELECT 1 FROM passages p WHERE p.hash = v.hash));
           ${FORGET_EMPTY_EMBEDDERS}`,
        );
        const from = Math.max(1, version - CHANGES_KEPT);
        db.prepare("DELETE FROM changes WHERE version < ?").run(from);
        db.prepare("UPDATE counters SET value = ? WHERE name = 'changesFrom'").run(from);
      });
    },

    /** Writes beside the target first, so that a copy that was cut short never has its name. */
    backup(file: string): void {
      const partial = `${file}.partial`;
      rmSync(partial, { force: true });
      db.prepare("VACUUM INTO ?").run(partial);
      const handle = openSync(partial, "r+");
      fsyncSync(handle);
      closeSync(handle);
      renameSync(partial, file);
    },
  };
}
