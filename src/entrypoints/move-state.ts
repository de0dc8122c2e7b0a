import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { stateFile } from "../app.ts";
import type { Config } from "../config.ts";
import type { DatabaseEngine } from "../storage/database-engine.ts";
import { openEngine } from "../storage/open-storage.ts";
import type { PostgresAddress } from "../storage/postgres/open-pool.ts";
import { isNoting, stopNoting } from "../storage/transfer/change-log.ts";
import { type MovedStorage, moveStorage } from "../storage/transfer/move-storage.ts";
import { refuseUnlessLive } from "../storage/transfer/standing.ts";

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
 * Ends moves that were cut off, from the file and from Postgres: the state stays where it is. False
 * where none had been begun. @throws StorageError where it has left already
 */
export async function cancelMove(where: StateWhere): Promise<boolean> {
  let wasBegun = false;
  for (const engine of await openEach(where)) {
    const { database } = engine;
    try {
      if (!(await isNoting(database))) continue;
      await refuseUnlessLive(database, engine.where);
      await stopNoting(database);
      wasBegun = true;
    } finally {
      await database.destroy();
    }
  }
  return wasBegun;
}

/** Whether a move is under way or was cut off, from the file or from Postgres. */
export async function isMoving(where: StateWhere): Promise<boolean> {
  let isFound = false;
  for (const { database } of await openEach(where)) {
    isFound ||= await isNoting(database).finally(() => database.destroy());
  }
  return isFound;
}

type StateWhere = Pick<Config, "dataDir" | "postgres">;

/** The file where there is one, and Postgres where it is named: DATABASE_URL may be of where it goes. */
async function openEach({ dataDir, postgres }: StateWhere): Promise<DatabaseEngine[]> {
  const file = stateFile(resolve(dataDir));
  const engines = existsSync(file) ? [await openEngine({ file })] : [];
  return postgres === undefined ? engines : [...engines, await openEngine({ file, postgres })];
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
