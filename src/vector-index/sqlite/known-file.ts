import type { DatabaseSync } from "node:sqlite";
import type { FileMark, IndexPlaces } from "../../storage/ports/index-place-storage.ts";
import { IndexError } from "../index-error.ts";
import {
  giveIdentity,
  inTransaction,
  prepareIndexFile,
  readIdentity,
  withIndexFile,
} from "./prepare-index-file.ts";

type Noted = Pick<
  IndexPlaces,
  "settle" | "noteFirstFile" | "noteOtherFile" | "noteWritten" | "hasDocuments"
>;

export interface KnownFile {
  /** @throws IndexError where the file is not the one that the state wrote, or an older copy of it */
  check(): Promise<void>;
  isKnown(): Promise<boolean>;
  /** Gives the file another number, so that no copy is taken for it; makes it where there is none. */
  renew(): Promise<void>;
}

/**
 * Sees to it that the file is the one that the state wrote, as it was written last. Numbers of access
 * lists mean something in one state alone, and an older copy knows older readers: another file could
 * show anybody anything.
 */
export function createKnownFile(file: string, places: Noted): KnownFile {
  async function isKnown(): Promise<boolean> {
    // In this order: what the state knows of was in the file before.
    const { file: noted } = await places.settle("sqlite");
    const found = await readMark(file);
    if (noted === undefined || !isAtLeast(noted, found)) return false;
    // Whoever wrote it was killed before the state knew, or is about to tell it.
    if (found.version > noted.version) await places.noteWritten(found);
    return true;
  }

  /** The first one is noted where it fits: empty while nothing was indexed, and otherwise, from before files had numbers, not empty. */
  async function noteFirst(): Promise<void> {
    if ((await places.settle("sqlite")).file !== undefined) return;
    const { isEmpty, ...found } = await readMark(file);
    if (isEmpty !== (await places.hasDocuments())) await places.noteFirstFile(found);
  }

  return {
    isKnown,
    async check() {
      if (await isKnown()) return;
      await noteFirst();
      if (await isKnown()) return;
      throw otherFile(file);
    },
    async renew() {
      await prepareIndexFile(file);
      await withIndexFile(file, (db) => inTransaction(db, () => giveIdentity(db, "REPLACE")));
      await places.noteOtherFile(await readMark(file));
    },
  };
}

/** For whoever opens the file later on: it may have been exchanged since it was checked. @throws IndexError */
export function refuseOther(noted: FileMark, db: DatabaseSync, file: string): void {
  if (!isAtLeast(noted, markOf(db))) throw otherFile(file);
}

function isAtLeast(noted: FileMark, found: FileMark): boolean {
  return found.identity === noted.identity && found.version >= noted.version;
}

function otherFile(file: string): IndexError {
  return new IndexError(
    `${file} is not the index that this state wrote, but another one's, or an older copy: use the data folder that has it, restore a backup, run \`storage move\` if DATABASE_URL is new here, or \`index rebuild\` to begin it anew in this folder.`,
  );
}

async function readMark(file: string): Promise<FileMark & { isEmpty: boolean }> {
  await prepareIndexFile(file);
  return withIndexFile(file, (db) => ({
    ...markOf(db),
    isEmpty: db.prepare("SELECT 1 FROM documents LIMIT 1").get() === undefined,
  }));
}

function markOf(db: DatabaseSync): FileMark {
  const version = db.prepare("SELECT value FROM counters WHERE name = 'version'").get()?.value;
  return { identity: readIdentity(db) ?? 0, version: Number(version) };
}
