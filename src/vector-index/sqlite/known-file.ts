import { randomInt } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type {
  IndexKind,
  IndexPlace,
  IndexPlaces,
} from "../../storage/ports/index-place-storage.ts";
import { IndexError } from "../index-error.ts";
import { connectToIndex, explainIndexError, prepareIndexFile } from "./prepare-index-file.ts";

const HIGHEST = 2 ** 47;

/**
 * Sees to it that the file is the one that the state wrote. Numbers of access lists mean something in
 * one state alone, and an older copy knows older readers: another file could show anybody anything.
 */
export function createFileCheck(
  file: string,
  places: Pick<IndexPlaces, "settle" | "noteFile" | "hasDocuments">,
): (kind: IndexKind, place: IndexPlace) => Promise<void> {
  return async (kind, place) => {
    if (kind !== "sqlite") return;
    const { identity, isEmpty } = await identifyIndex(file);
    if (place.file === identity) return;
    // The first one is noted where it fits: empty while nothing was indexed, and otherwise, from before
    // files had numbers, not empty.
    const mayBeOurs = place.file === undefined && isEmpty !== (await places.hasDocuments());
    if (mayBeOurs) await places.noteFile(identity, place.file);
    if ((await places.settle("sqlite")).file === identity) return;
    throw new IndexError(
      `${file} is not the index that this state wrote, but another one's or a copy: use the data folder that has it, restore a backup, run \`storage move\` if DATABASE_URL is new here, or \`index rebuild\` to begin it anew in this folder.`,
    );
  };
}

/** The number that a file keeps for life, and shares with its copies; made where there is none. */
export function identifyIndex(file: string): Promise<{ identity: number; isEmpty: boolean }> {
  return withIndex(file, (db) => {
    const isEmpty = db.prepare("SELECT 1 FROM documents LIMIT 1").get() === undefined;
    const known = readIdentity(db);
    if (known !== undefined) return { identity: known, isEmpty };
    // Of several processes that do so at once, the first one's stays.
    db.prepare("INSERT OR IGNORE INTO counters VALUES ('identity', ?)").run(randomInt(1, HIGHEST));
    return { identity: readIdentity(db) ?? 0, isEmpty };
  });
}

function readIdentity(db: DatabaseSync): number | undefined {
  const row = db.prepare("SELECT value FROM counters WHERE name = 'identity'").get();
  return row && Number(row.value);
}

/** Gives it another number, so that its copies are not taken for it; returns that. */
export async function renewIdentity(file: string): Promise<number> {
  const identity = randomInt(1, HIGHEST);
  await withIndex(file, (db) => {
    db.prepare("INSERT OR REPLACE INTO counters VALUES ('identity', ?)").run(identity);
  });
  return identity;
}

async function withIndex<T>(file: string, act: (db: DatabaseSync) => T): Promise<T> {
  await prepareIndexFile(file);
  try {
    const db = connectToIndex(file, false);
    try {
      return act(db);
    } finally {
      db.close();
    }
  } catch (error) {
    throw explainIndexError(file, error);
  }
}
