import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { stateFile } from "../app.ts";
import type { PostgresAddress } from "../storage/postgres/open-pool.ts";
import { removeSqliteFile } from "../storage/sqlite/remove-sqlite-file.ts";
import { replaceState } from "../storage/transfer/replace-state.ts";
import { withBothEngines } from "./move-state.ts";

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
  await mkdir(kept, { recursive: true, mode: 0o700 });
  await withBothEngines(file, postgres, (from, to) =>
    replaceState(from, to, join(kept, KEPT_STATE)),
  );
  await removeSqliteFile(file);
}
