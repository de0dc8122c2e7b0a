import { constants, existsSync, readFileSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { sql } from "kysely";
import { create, extract, list } from "tar";
import {
  type App,
  erasuresFile,
  indexFile,
  secretKeyFile,
  secretKeysOf,
  stateFile,
} from "../app.ts";
import { pairIndex } from "../app-index.ts";
import type { Config } from "../config.ts";
import { redoErasures } from "../privacy/erase-person.ts";
import { mergeErasures, openErasureFile } from "../storage/erasures/erasure-file.ts";
import { headFileOf, openStorage } from "../storage/open-storage.ts";
import { readSchemaState } from "../storage/schema-state.ts";
import { StorageError } from "../storage/storage-error.ts";
import { MOVE_LEASE } from "../storage/transfer/move-storage.ts";
import { SERVE_LEASE } from "../sync/hold-lease.ts";
import { IndexError } from "../vector-index/index-error.ts";
import { OperationError } from "./operation-error.ts";
import { restoreIntoPostgres } from "./restore-into-postgres.ts";

const MOST_HEAD = 200;

type KeyConfig = Pick<Config, "secretKey" | "secretKeyOld" | "postgres">;

interface Restored {
  dataDir: string;
  /** Where what was there before is. */
  kept: string | undefined;
  /** People who were erased since the backup was made. */
  erasedAgain: number;
  /** What is left to do. */
  note: string | undefined;
}

/** Writes consistent copies of state and index into one new .tgz; returns its size in bytes. */
export async function createBackup(file: string, app: App): Promise<number> {
  const target = resolve(file);
  if (existsSync(target)) {
    throw new OperationError(`${target} exists already: name a new file for the backup.`);
  }
  const folder = await mkdtemp(join(app.config.dataDir, ".backup-")).catch(
    cannotWrite(app.config.dataDir),
  );
  try {
    // The index last: it then holds all that the state knows of, and what it holds beyond comes again.
    await app.storage.backup(stateFile(folder));
    await app.index.backup(indexFile(folder));
    await mergeErasures(erasuresFile(app.config.dataDir), erasuresFile(folder));
    await mkdir(dirname(target), { recursive: true }).catch(cannotWrite(dirname(target)));
    const partial = `${target}.partial`;
    // Its owner alone may read what it holds, as in the data folder; also while it grows.
    await rm(partial, { force: true });
    await create(
      { gzip: true, cwd: folder, file: partial, portable: true, mode: 0o600 },
      await readdir(folder),
    ).catch(cannotWrite(target));
    await rename(partial, target);
    return (await stat(target)).size;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Puts a backup in the data folder's place; what was there is kept beside it. Whoever was erased since
 * the backup, as this folder or the file `erasures` notes, is erased from it again before.
 */
export async function restoreBackup(
  file: string,
  config: KeyConfig & Pick<Config, "dataDir">,
  erasures?: string,
): Promise<Restored> {
  const target = resolve(config.dataDir);
  await checkBackup(file);
  await refuseWhileServing(target, config.postgres);
  await mkdir(dirname(target), { recursive: true }).catch(cannotWrite(dirname(target)));
  const incoming = await mkdtemp(`${target}.incoming-`).catch(cannotWrite(dirname(target)));
  try {
    await extract({ file, cwd: incoming, strict: true });
    const { state } = readSchemaState(stateFile(incoming));
    if (state === "newer") {
      throw new OperationError(
        `${file} was made by a newer Footnote: upgrade before you restore it.`,
      );
    }
    await keepSecretKey(target, incoming);
    await beginAgain(incoming, config);
    const erasedAgain = await eraseAgain(incoming, [erasuresFile(target), erasures], config);
    const aside = nameAside(target);
    const kept = await moveAside(target, aside, config.postgres !== undefined);
    await rename(incoming, target);
    if (config.postgres) await restoreIntoPostgres(target, aside, config.postgres);
    const note = await noteRestore(target, kept, config);
    return { dataDir: target, kept, erasedAgain, note };
  } finally {
    await rm(incoming, { recursive: true, force: true });
  }
}

async function checkBackup(file: string): Promise<void> {
  const names: string[] = [];
  let isFilesOnly = true;
  try {
    await list({
      ...{ file, strict: true },
      onReadEntry({ path, type }) {
        names.push(path);
        // A link would have us write wherever it leads.
        isFilesOnly &&= type === "File" || type === "OldFile";
      },
    });
  } catch (error) {
    throw new OperationError(`${file} cannot be read as a backup: give a file that backup wrote.`, {
      cause: error,
    });
  }
  const wanted = [stateFile(""), indexFile("")].map((path) => basename(path));
  const known = new Set([...wanted, basename(erasuresFile(""))]);
  // Each once: what comes later would be written over, or through, what came before.
  const isWhole =
    names.every((name) => known.delete(name)) && wanted.every((name) => !known.has(name));
  if (!isFilesOnly || !isWhole) {
    throw new OperationError(`${file} is not a backup of Footnote: give a file that backup wrote.`);
  }
}

/** Who held what when the backup was made holds nothing now; what was indexed since is no index of it. */
async function beginAgain(dataDir: string, config: KeyConfig): Promise<void> {
  const secretKeys = secretKeysOf(config, dataDir);
  const storage = await openStorage({ file: stateFile(dataDir), secretKeys });
  try {
    await storage.database.deleteFrom("leases").execute();
    await pairIndex(indexFile(dataDir), storage);
  } catch (error) {
    // A damaged index costs nobody the state: whoever opens it is told, and how to begin it anew.
    if (!(error instanceof IndexError)) throw error;
  } finally {
    await storage.close();
  }
}

/**
 * A backup is as old as it is: it may hold people who were erased since. Their names in its audit log
 * stay until the key is there, and `serve` finds it.
 */
async function eraseAgain(
  dataDir: string,
  noted: readonly (string | undefined)[],
  config: KeyConfig,
): Promise<number> {
  const file = erasuresFile(dataDir);
  for (const other of noted) if (other !== undefined) await mergeErasures(other, file);
  const secretKeys = secretKeysOf(config, dataDir);
  const storage = await openStorage({ file: stateFile(dataDir), secretKeys });
  try {
    const notes = openErasureFile(file);
    const count = await redoErasures({ storage, erasures: notes, now: Date.now });
    // Pages keep pieces of rows that changed their place; nobody else has the file open, so it is written anew.
    if (count > 0) await sql`vacuum`.execute(storage.database);
    return count;
  } finally {
    await storage.close();
  }
}

/** A backup does not hold the key that its secrets were encrypted with. */
async function keepSecretKey(before: string, target: string): Promise<void> {
  if (!existsSync(secretKeyFile(before))) return;
  await copyFile(secretKeyFile(before), secretKeyFile(target), constants.COPYFILE_EXCL);
}

/** Writes down that the log was put back; says what is left to do: about another key, or the index. */
async function noteRestore(
  target: string,
  kept: string | undefined,
  config: KeyConfig,
): Promise<string | undefined> {
  const secretKeys = secretKeysOf(config, target);
  const place = { file: stateFile(target), postgres: config.postgres };
  const storage = await openStorage({ ...place, secretKeys });
  try {
    const { key = "not noted", unreadable } = await storage.sealing.status();
    if (unreadable.length > 0) {
      return `Its secrets are encrypted with a key that is not here (${key}): set FOOTNOTE_SECRET_KEY_OLD to it and run \`secrets rotate\`, or put secret.key back; if it is lost, run \`secrets rotate --leave-unreadable\` and give each source its secret again.`;
    }
    const detail = { instead: kept === undefined ? null : readHeadFile(kept) };
    const at = Date.now();
    await storage.audit.append({ at, actor: "cli", action: "data.restored", detail });
    const index = await storage.database
      .selectFrom("indexPlaces")
      .select("live")
      .executeTakeFirst();
    if (index?.live !== "pinecone") return undefined;
    return "Its index is at Pinecone, which is to be told what the backup holds: run `index move --to pinecone`.";
  } finally {
    await storage.close();
  }
}

/** Where the log ended that the restored one takes the place of. */
function readHeadFile(dataDir: string): string | null {
  const file = headFileOf(stateFile(dataDir));
  return existsSync(file) ? readFileSync(file, "utf8").trim().slice(0, MOST_HEAD) : null;
}

async function refuseWhileServing(dataDir: string, postgres: Config["postgres"]): Promise<void> {
  const file = stateFile(dataDir);
  // Beside Postgres too: while the state moves there, the file is what counts, and where leases are held.
  if (existsSync(file)) await refuseWhileHeld(dataDir, { file, postgres: undefined });
  if (postgres !== undefined) await refuseWhileHeld(dataDir, { file, postgres });
}

async function refuseWhileHeld(
  dataDir: string,
  place: { file: string; postgres: Config["postgres"] },
): Promise<void> {
  const storage = await openStorage(place).catch((error: unknown) => {
    // Damaged, a newer version's, or half moved: this one cannot serve from it, and restoring is the way out.
    const mayGo =
      place.postgres === undefined ? ["unavailable", "newer-version", "moved"] : ["moved"];
    if (error instanceof StorageError && mayGo.includes(error.code)) return undefined;
    throw error;
  });
  if (storage === undefined) return;
  const now = Date.now();
  const serves = await storage.leases.holder(SERVE_LEASE, now);
  const moves = await storage.leases.holder(MOVE_LEASE, now);
  await storage.close();
  if (serves !== undefined) {
    throw new OperationError(`Footnote is running on ${dataDir}: stop it before you restore.`);
  }
  if (moves !== undefined) {
    throw new OperationError(
      "The state is being moved: wait until `storage move` is done, or stop it, and a minute if it was cut off, before you restore.",
    );
  }
}

function nameAside(dataDir: string): string {
  return `${dataDir}.before-restore-${new Date().toISOString().replace(/[:.]/g, "-")}`;
}

/** Where what was there is then, or will be: what Postgres held is put beside it. */
async function moveAside(
  dataDir: string,
  aside: string,
  isMoreToCome: boolean,
): Promise<string | undefined> {
  const entries = await readdir(dataDir).catch(() => []);
  if (entries.length === 0) {
    await rm(dataDir, { recursive: true, force: true });
    return isMoreToCome ? aside : undefined;
  }
  await rename(dataDir, aside);
  return aside;
}

function cannotWrite(path: string): (error: unknown) => never {
  return (error) => {
    throw new OperationError(`${path} cannot be written to: choose another place or make room.`, {
      cause: error,
    });
  };
}
