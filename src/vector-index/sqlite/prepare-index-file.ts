import { randomInt } from "node:crypto";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout } from "node:timers/promises";
import { IndexError } from "../index-error.ts";

/** Schema of `index.sqlite`; a higher one in the file belongs to a newer Footnote. */
const SCHEMA_VERSION = 1;
/** Marks the file as ours ("Foot"), so that a foreign database is refused and not filled. */
const APPLICATION_ID = 0x466f6f74;

/**
 * A passage's id is its document's id and its ordinal in one number, so that a search finds the
 * document, and with it the access list, without reading the passage.
 */
export const ORDINAL_BITS = 20;
export const PASSAGES_PER_DOCUMENT = 2 ** ORDINAL_BITS;

/** Longer than the longest write of another process: taking a large source away. */
const BUSY_TIMEOUT_MS = 60_000;
const SQLITE_BUSY = 5;
/** How long the main thread waits for a lock, and until it tries again. */
const MOMENT_MS = 20;
const PAUSE_MS = 20;
const HIGHEST_IDENTITY = 2 ** 47;

const SCHEMA = `
  CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
  INSERT INTO counters VALUES ('version', 0), ('changesFrom', 1);

  CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    access_id INTEGER NOT NULL,
    source TEXT NOT NULL,
    document_id TEXT NOT NULL,
    passages INTEGER NOT NULL,
    title TEXT NOT NULL,
    url TEXT,
    path TEXT NOT NULL,
    updated_at TEXT,
    UNIQUE (source, document_id)
  );
  CREATE INDEX documents_access ON documents (access_id);

  CREATE TABLE passages (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    headings TEXT NOT NULL,
    extra TEXT NOT NULL,
    text TEXT NOT NULL
  );
  CREATE INDEX passages_hash ON passages (hash);

  -- Contentless: deleting needs the old values, which the other tables hold. The newer
  -- contentless_delete does not, but it never takes deleted rows off the totals that bm25 uses.
  CREATE VIRTUAL TABLE terms USING fts5 (
    title, headings, body, extra, content = '',
    tokenize = 'porter unicode61 remove_diacritics 2'
  );
  CREATE VIRTUAL TABLE term_counts USING fts5vocab (terms, row);

  CREATE TABLE vectors (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    embedder_id TEXT NOT NULL,
    hash TEXT NOT NULL,
    vector BLOB NOT NULL,
    UNIQUE (embedder_id, hash)
  );

  -- Which documents each version touched; readers bring their memory up to date from it.
  CREATE TABLE changes (
    version INTEGER NOT NULL,
    document INTEGER NOT NULL,
    PRIMARY KEY (version, document)
  ) WITHOUT ROWID;
`;

/**
 * Creates the index file where there is none and checks it where there is one.
 * @throws IndexError when it is damaged, foreign, or of another schema.
 */
export async function prepareIndexFile(file: string): Promise<void> {
  await withIndexFile(file, (db) => {
    // Three vectors of 512 numbers fill a page of 8 KiB; of 4 KiB each would waste half.
    db.exec("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL");
    if (isNew(db)) inTransaction(db, () => isNew(db) && create(db));
    check(db, file);
    // Of before files had one. Of several processes that do so at once, the first one's stays.
    if (readIdentity(db) === undefined) inTransaction(db, () => giveIdentity(db, "IGNORE"));
  });
}

/**
 * What is done here is done on the main thread, so a lock of another process is awaited between calls
 * of SQLite, not in them. `act` may be called again.
 */
export async function withIndexFile<T>(file: string, act: (db: DatabaseSync) => T): Promise<T> {
  const deadline = Date.now() + BUSY_TIMEOUT_MS;
  for (;;) {
    try {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      const db = new DatabaseSync(file, { timeout: MOMENT_MS });
      try {
        db.exec("PRAGMA synchronous = FULL");
        return act(db);
      } finally {
        db.close();
      }
    } catch (error) {
      if (sqliteCode(error) !== SQLITE_BUSY || Date.now() > deadline) {
        throw explainIndexError(file, error);
      }
      await setTimeout(PAUSE_MS);
    }
  }
}

export function inTransaction(db: DatabaseSync, act: () => void): void {
  db.exec("BEGIN IMMEDIATE");
  try {
    act();
    db.exec("COMMIT");
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}

function isNew(db: DatabaseSync): boolean {
  return ["application_id", "user_version", "schema_version"].every(
    (name) => pragma(db, name) === 0,
  );
}

function create(db: DatabaseSync): void {
  db.exec(SCHEMA);
  giveIdentity(db, "FAIL");
  db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}`);
}

function check(db: DatabaseSync, file: string): void {
  const version = pragma(db, "user_version");
  if (pragma(db, "application_id") !== APPLICATION_ID) {
    throw new IndexError(`${file} is not a Footnote index; move it away and start again.`);
  }
  if (version > SCHEMA_VERSION) {
    throw new IndexError(
      `The index ${file} was written by a newer Footnote (schema ${version}, this one knows ${SCHEMA_VERSION}): start that version, or move the file away and run \`index rebuild\`.`,
    );
  }
  if (version < SCHEMA_VERSION) {
    throw new IndexError(
      `The index ${file} was written by an older Footnote (schema ${version}, this one needs ${SCHEMA_VERSION}): move the file away and run \`index rebuild\`.`,
    );
  }
}

/** The number that a file keeps, and shares with its copies. */
export function readIdentity(db: DatabaseSync): number | undefined {
  const row = db.prepare("SELECT value FROM counters WHERE name = 'identity'").get();
  return row && Number(row.value);
}

export function giveIdentity(db: DatabaseSync, instead: "IGNORE" | "REPLACE" | "FAIL"): void {
  const give = `INSERT OR ${instead} INTO counters VALUES ('identity', ?)`;
  db.prepare(give).run(randomInt(1, HIGHEST_IDENTITY));
}

function pragma(db: DatabaseSync, name: string): number {
  return Number(Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0]);
}

/** Opens a prepared index file for one thread. */
export function connectToIndex(file: string, readOnly: boolean): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS, readOnly });
  // FULL: the state database remembers a document as indexed and would not bring it again, so what
  // was acknowledged must outlive a power cut.
  db.exec("PRAGMA synchronous = FULL; PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY");
  if (!readOnly) {
    db.exec("PRAGMA journal_size_limit = 67108864");
  }
  return db;
}

const EXPLANATIONS: Readonly<Record<number, (file: string) => string>> = {
  5: (file) => `The index ${file} is kept busy by another process: try again when it is done.`,
  8: (file) => `The index ${file} is read-only: give this process the right to write to it.`,
  10: (file) => `The index ${file} could not be read or written: check the disk it lies on.`,
  11: (file) => `The index ${file} is damaged: move it away and run \`index rebuild\`.`,
  13: (file) =>
    `The disk is full: the index ${file} could not grow; free some space and sync again.`,
  14: (file) => `The index ${file} cannot be opened: check that its folder may be written to.`,
  26: (file) => `${file} is not a Footnote index; move it away and start again.`,
};

/** Turns what SQLite says of a broken or full file into an IndexError; leaves the rest alone. */
export function explainIndexError(file: string, error: unknown): unknown {
  const explain = EXPLANATIONS[sqliteCode(error)];
  return explain ? new IndexError(explain(file), { cause: error }) : error;
}

function sqliteCode(error: unknown): number {
  return error instanceof Error && "errcode" in error ? Number(error.errcode) & 0xff : 0;
}
