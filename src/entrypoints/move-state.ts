import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Kysely } from "kysely";
import { stateFile } from "../app.ts";
import type { Config } from "../config.ts";
import type { DatabaseEngine } from "../storage/database-engine.ts";
import { openEngine } from "../storage/open-storage.ts";
import type { PostgresAddress } from "../storage/postgres/open-pool.ts";
import type { DatabaseSchema } from "../storage/schema.ts";
import { StorageError } from "../storage/storage-error.ts";
import { createLeasesStore } from "../storage/stores/leases-store.ts";
import { isNoting, readBegun, stopNoting } from "../storage/transfer/change-log.ts";
import { MOVE_LEASE, type MovedStorage, moveStorage } from "../storage/transfer/move-storage.ts";
import { readStanding, refuseUnlessLive } from "../storage/transfer/standing.ts";
import { holdLease } from "../sync/hold-lease.ts";
import { OperationError } from "./operation-error.ts";

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
  const file = stateFile(resolve(dataDir));
  const source: Place = target === "postgres" ? { file } : { file, postgres };
  return underMoveLease(source, () =>
    withBothEngines(file, postgres, async (sqlite, other) => {
      const [from, to] = target === "postgres" ? [sqlite, other] : [other, sqlite];
      return { from: from.where, where: to.where, ...(await moveStorage(from, to)) };
    }),
  );
}

/** @throws OperationError where another process moves what is there */
async function underMoveLease<T>(place: Place, act: () => Promise<T>): Promise<T> {
  // A connection of its own: a copy holds the other one for longer than a lease does.
  return withEngine(place, async ({ database, where, schema }) => {
    // What is of another version, or has left, is told so by the move itself.
    const isLive = schema === "current" && (await readStanding(database)) === undefined;
    if (!isLive) return act();
    const leases = createLeasesStore(database);
    const lease = await holdLease(MOVE_LEASE, { storage: { leases }, now: Date.now });
    if (lease === undefined) throw new OperationError(await sayWhoMoves(database, where));
    try {
      return await act();
    } finally {
      await lease.release();
    }
  });
}

async function sayWhoMoves(database: Kysely<DatabaseSchema>, where: string): Promise<string> {
  const holder = await createLeasesStore(database).holder(MOVE_LEASE, Date.now());
  const [machine = "", pid = ""] = (holder ?? "").split(" ");
  const since = (await readBegun(database))?.since;
  const by = holder === undefined ? "another process" : `process ${pid} on ${machine}`;
  return `The state is being moved from ${where} by ${by}${since === undefined ? "" : ` since ${since}`}: wait until it is done, or stop that process; if it was cut off, give this command again after a minute.`;
}

/**
 * Ends moves that were cut off, from the file and from Postgres: the state stays where it is. False
 * where none had been begun. @throws StorageError where it has left already
 */
export async function cancelMove(where: StateWhere): Promise<boolean> {
  let wasBegun = false;
  for (const place of placesOf(where)) {
    wasBegun = (await cancelFrom(place)) || wasBegun;
  }
  return wasBegun;
}

async function cancelFrom(place: Place): Promise<boolean> {
  if (!(await withEngine(place, ({ database }) => isNoting(database)))) return false;
  return underMoveLease(place, () =>
    withEngine(place, async ({ database, where }) => {
      await refuseUnlessLive(database, where);
      await stopNoting(database);
      return true;
    }),
  );
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
