import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { StorageError } from "../storage-error.ts";
import { retryWhileLocked } from "./retry-while-locked.ts";
import { translateSqliteError } from "./translate-sqlite-error.ts";

const BUSY_TIMEOUT_MS = 100;

/** Opens or makes the file and its folder, for writing, so that a commit is on the disk when it returns. */
export async function openSqliteFile(file: string): Promise<DatabaseSync> {
  makeFolder(dirname(file));
  let database: DatabaseSync | undefined;
  try {
    const opened = new DatabaseSync(file);
    database = opened;
    opened.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
    // Switching a new file to WAL does not heed the time-out when two processes do it at once.
    await retryWhileLocked(() => opened.exec("pragma journal_mode = wal"));
    opened.exec("pragma synchronous = full; pragma foreign_keys = on");
    // What was deleted is not to be read from the file; FAST would leave whole pages of it.
    opened.exec("pragma secure_delete = on");
    return opened;
  } catch (error) {
    database?.close();
    throw translateSqliteError(error, file);
  }
}

function makeFolder(folder: string): void {
  try {
    // Documents that only some may read lie here.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StorageError(
      "unavailable",
      `Cannot make the folder ${folder}: check that its parent is a folder this user may write to, or set FOOTNOTE_DATA_DIR to another one.`,
      { cause: error },
    );
  }
}
