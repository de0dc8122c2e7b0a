import { resolve } from "node:path";
import { stateFile } from "../app.ts";
import type { Config } from "../config.ts";
import type { DatabaseEngine } from "../storage/database-engine.ts";
import { openEngine } from "../storage/open-storage.ts";
import type { PostgresAddress } from "../storage/postgres/open-pool.ts";
import { isNoting, stopNoting } from "../storage/transfer/change-log.ts";
import { type MovedStorage, moveStorage } from "../storage/transfer/move-storage.ts";

interface Move {
  dataDir: string;
  postgres: PostgresAddress;
  target: "postgres" | "sqlite";
}

/** Moves the state between the data folder's file and Postgres. @throws StorageError */
export async function moveState({
  dataDir,
  postgres,
  target,
}: Move): Promise<MovedStorage & { from: string; where: string }> {
  return withBothEngines(stateFile(resolve(dataDir)), postgres, async (sqlite, other) => {
    const [from, to] = target === "postgres" ? [sqlite, other] : [other, sqlite];
    return { from: from.where, where: to.where, ...(await moveStorage(from, to)) };
  });
}

/**
 * Ends a move that was cut off: the state stays where it is. False where none had been begun.
 * @throws StorageError
 */
export async function cancelMove({
  dataDir,
  postgres,
}: Pick<Config, "dataDir" | "postgres">): Promise<boolean> {
  const { database } = await openEngine({ file: stateFile(resolve(dataDir)), postgres });
  try {
    const wasBegun = await isNoting(database);
    if (wasBegun) await stopNoting(database);
    return wasBegun;
  } finally {
    await database.destroy();
  }
}

/** The state's file and its Postgres, as they are, closed afterwards. */
export async function withBothEngines<T>(
  file: string,
  postgres: PostgresAddress,
  act: (sqlite: DatabaseEngine, other: DatabaseEngine) => Promise<T>,
): Promise<T> {
  const sqlite = await openEngine({ file });
  try {
    const other = await openEngine({ file, postgres });
    try {
      return await act(sqlite, other);
    } finally {
      await other.database.destroy();
    }
  } finally {
    await sqlite.database.destroy();
  }
}
