import { DatabaseSync } from "node:sqlite";
import { baselineKeywordQuery } from "../../src/vector-index/sqlite/keyword-query.ts";
import type { IndexedDocument } from "../../src/vector-index/vector-index.ts";

/** What one would write first: plain FTS5 with a join, and cosines by brute force in SQL. */
export function openPlainIndex(file: string) {
  const db = new DatabaseSync(file);
  db.exec(`
    PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32000;
    CREATE TABLE IF NOT EXISTS passages
      (id INTEGER PRIMARY KEY, access_id INTEGER, title TEXT, text TEXT);
    CREATE TABLE IF NOT EXISTS vectors (id INTEGER PRIMARY KEY, vector BLOB);
    CREATE VIRTUAL TABLE IF NOT EXISTS terms USING fts5 (title, text,
      content = 'passages', content_rowid = 'id', tokenize = 'porter unicode61');
  `);
  db.function("cosine", (a, b) => dot(toFloats(a), toFloats(b)));
  const insert = db.prepare("INSERT INTO passages (access_id, title, text) VALUES (?, ?, ?)");
  const index = db.prepare("INSERT INTO terms (rowid, title, text) VALUES (?, ?, ?)");
  const store = db.prepare("INSERT INTO vectors VALUES (?, ?)");
  const readable = "p.access_id IN (SELECT value FROM json_each(?2))";
  const byKeyword = db.prepare(
    `SELECT p.*, bm25(terms, 2, 1) AS score FROM terms JOIN passages p ON p.id = terms.rowid
     WHERE terms MATCH ?1 AND ${readable} ORDER BY score LIMIT 100`,
  );
  const byVector = db.prepare(
    `SELECT p.*, cosine(v.vector, ?1) AS score FROM vectors v JOIN passages p ON p.id = v.id
     WHERE ${readable} ORDER BY score DESC LIMIT 100`,
  );

  return {
    addDocuments(documents: IndexedDocument[]): void {
      db.exec("BEGIN IMMEDIATE");
      for (const { accessId, title, passages } of documents) {
        for (const { text } of passages) {
          const id = Number(insert.run(accessId, title, text).lastInsertRowid);
          index.run(id, title, text);
        }
      }
      db.exec("COMMIT");
    },
    storeVectors(firstId: number, vectors: Float32Array[]): void {
      db.exec("BEGIN IMMEDIATE");
      for (const [at, vector] of vectors.entries()) store.run(firstId + at, toBytes(vector));
      db.exec("COMMIT");
    },
    keywordSearch: (text: string, accessIds: number[]) =>
      byKeyword.all(baselineKeywordQuery(text) ?? "", JSON.stringify(accessIds)),
    vectorSearch: (vector: Float32Array, accessIds: number[]) =>
      byVector.all(toBytes(vector), JSON.stringify(accessIds)),
    close: () => db.close(),
  };
}

function toBytes(vector: Float32Array): Uint8Array {
  return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
}

function toFloats(blob: unknown): Float32Array {
  const bytes = blob instanceof Uint8Array ? blob : new Uint8Array();
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
