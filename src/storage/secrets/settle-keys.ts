import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { Kysely } from "kysely";
import { inTurn } from "../in-turn.ts";
import type { DatabaseSchema } from "../schema.ts";
import { readFingerprint, SEALING } from "./sealer.ts";
import { readSecretKey, toSecretKey } from "./secret-key.ts";
import { nextKeyFile } from "./secret-keys.ts";

/**
 * Ends a rotation that was committed, or was cut off before: the next key takes the place of the one
 * before, or goes. Both happen under the database's lock, as all that a rotation does to its files.
 */
export async function settleKeys(
  database: Kysely<DatabaseSchema>,
  file: string | undefined,
): Promise<void> {
  if (file === undefined || !existsSync(nextKeyFile(file))) return;
  await inTurn(database, SEALING, (transaction) => settleUnderLock(transaction, file));
}

/** The same within a transaction. */
export async function settleUnderLock(
  transaction: Kysely<DatabaseSchema>,
  file: string,
): Promise<void> {
  const next = nextKeyFile(file);
  if (!existsSync(next)) return;
  const { fingerprint } = toSecretKey(readSecretKey(next));
  if (fingerprint === (await readFingerprint(transaction))) renameSync(next, file);
  else rmSync(next);
  syncFolder(file);
}

/** So that a name is on the disk, too, before anything relies on it. */
export function syncFolder(file: string): void {
  if (process.platform === "win32") return;
  const folder = openSync(dirname(file), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
