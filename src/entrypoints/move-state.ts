import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { stateFile } from "../app.ts";
import type { Config } from "../config.ts";
import type { DatabaseEngine } from "../storage/database-engine.ts";
import { openEngine } from "../storage/open-storage.ts";
import type { PostgresAddress } from "../storage/postgres/open-pool.ts";
import { StorageError } from "../storage/storage-error.ts";
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
  for (const place of placesOf(where)) {
    wasBegun = (await withEngine(place, cancelFrom)) || wasBegun;
  }
  return wasBegun;
}

async function cancelFrom({ database, where }: DatabaseEngine): Promise<boolean> {
  if (!(await isNoting(database))) return false;
  await refuseUnlessLive(database, where);
  await stopNoting(database);
  return true;
}

/** Whether a move is under way or was cut off, from the file or from a Postgres that is open. @throws StorageError */
export async function isMoving(
  file: string,
  postgres?: DatabaseEngine["database"] | undefined,
): Promise<boolean> {
  if (postgres !== undefined && (await isNoting(postgres))) return true;
  if (!existsSync(file)) return false;
  try {
    return await withEngine({ file }, ({ database }) => isNoting(database));
  } catch (error) {
    // Beside Postgres the file does not count: nothing moves from one that is damaged.
    if (postgres !== undefined && error instanceof StorageError) return false;
    throw error;
  }
}

type StateWhere = Pick<Config, "dataDir" | "postgres">;
type Place = Parameters<typeof openEngine>[0];

/** The file where there is one, and Postgres where it is named: DATABASE_URL may be of where it goes. */
function placesOf({ dataDir, postgres }: StateWhere): Place[] {
  const file = stateFile(resolve(dataDir));
  const places: Place[] = existsSync(file) ? [{ file }] : [];
  return postgres === undefined ? places : [...places, { file, postgres }];
}

async function withEngine<T>(
  place: Place,
  act: (engine: DatabaseEngine) => Promise<T>,
): Promise<T> {
  const engine = await openEngine(place);
  try {
    return await act(engine);
  } finally {
    await engine.database.destroy();
  }
}

/** The state's file and its Postgres, as they are, closed afterwards. */
export async function withBothEngines<T>(
  file: string,
  postgres: PostgresAddress,
  act: (sqlite: DatabaseEngine, other: DatabaseEngine) => Promise<T>,
): Promise<T> {
  return withEngine({ file }, (sqlite) =>
    withEngine({ file, postgres }, (other) => act(sqlite, other)),
  );
}
