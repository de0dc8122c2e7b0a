import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { stateFile } from "../app.ts";
import { openEngine } from "../storage/open-storage.ts";
import type { PostgresAddress } from "../storage/postgres/open-pool.ts";
import { replaceState } from "../storage/transfer/replace-state.ts";

/** Beside a state.sqlite of before a move to Postgres, which may be there too. */
const KEPT_STATE = "postgres-state.sqlite";

/**
 * Puts the state that a backup brought into `dataDir` in the place of what Postgres holds, of which a copy
 * is kept in `kept`.
 * @throws StorageError
 */
export async function restoreIntoPostgres(
  dataDir: string,
  kept: string,
  postgres: PostgresAddress,
): Promise<void> {
  const file = stateFile(dataDir);
  const from = await openEngine({ file });
  try {
    const to = await openEngine({ file, postgres });
    try {
      await mkdir(kept, { recursive: true, mode: 0o700 });
      await replaceState(from, to, join(kept, KEPT_STATE));
    } finally {
      await to.database.destroy();
    }
  } finally {
    await from.database.destroy();
  }
  for (const part of ["", "-wal", "-shm"]) await rm(`${file}${part}`, { force: true });
}
