import { dirname } from "node:path";
import { findMoved, StorageError } from "../storage-error.ts";

/** Result codes of https://sqlite.org/rescode.html; the low byte is the primary code. */
const BUSY = 5;
const LOCKED = 6;
const READ_ONLY = 8;
const IO_ERROR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANNOT_OPEN = 14;
const NOT_A_DATABASE = 26;

/** True when another process holds what this statement needs. */
export function isLocked(error: unknown): boolean {
  const code = primaryCode(error);
  return code === BUSY || code === LOCKED;
}

/** What went wrong with `file` in one sentence; errors that are our own bugs come back as they are. */
export function translateSqliteError(error: unknown, file: string): unknown {
  const folder = dirname(file);
  const cause = { cause: error };
  switch (primaryCode(error)) {
    case FULL:
      return new StorageError(
        "full",
        `The disk that holds ${folder} is full: free some space and try again; what was saved before is safe.`,
        cause,
      );
    case BUSY:
    case LOCKED:
      return new StorageError(
        "locked",
        `Another process kept ${file} locked: wait until it is done, or stop it, and try again.`,
        cause,
      );
    case READ_ONLY:
    case CANNOT_OPEN:
      return new StorageError(
        "unavailable",
        `Cannot write ${file}: make ${folder} a folder this user may write to, or set FOOTNOTE_DATA_DIR to another one.`,
        cause,
      );
    case IO_ERROR:
      return new StorageError(
        "unavailable",
        `The disk that holds ${folder} reports an error: check the disk and its free space, then try again.`,
        cause,
      );
    case CORRUPT:
    case NOT_A_DATABASE:
      return new StorageError(
        "unavailable",
        `${file} is damaged or not a database: restore a backup, or move the file away to start anew.`,
        cause,
      );
    default:
      return findMoved(error) ?? error;
  }
}

function primaryCode(error: unknown): number | undefined {
  const code = error instanceof Error && "errcode" in error ? error.errcode : undefined;
  return typeof code === "number" ? code & 0xff : undefined;
}
