import { type Kysely, sql } from "kysely";
import { Migrator } from "kysely/migration";
import type { DatabaseEngine } from "../database-engine.ts";
import { isPostgres } from "../in-turn.ts";
import { MIGRATIONS } from "../migrations/migrations.ts";
import type { DatabaseSchema } from "../schema.ts";
import { StorageError } from "../storage-error.ts";
import { clearDatabase, mayBeReplaced } from "./clear-database.ts";
import { copyRows } from "./copy-rows.ts";
import { writeStanding } from "./standing.ts";

/** @throws StorageError where it holds a state that would be lost */
export async function refuseToOverwrite(to: DatabaseEngine): Promise<void> {
  if (to.schema === "missing") return;
  if (to.schema === "current" && (await mayBeReplaced(to.database))) return;
  throw new StorageError(
    "unavailable",
    `${to.where} holds a state already: name an empty database, or back that one up and empty it.`,
  );
}

/** Makes `to` a copy of what `from` holds now; until its standing is taken away, nobody serves from it. */
export async function fillDatabase(from: DatabaseEngine, to: DatabaseEngine): Promise<number> {
  await clearDatabase(to.database);
  await createTables(to.database);
  await writeStanding(to.database, { standing: "receiving", other: from.where });
  return inSnapshot(from.database, (source) =>
    to.database.transaction().execute((target) => copyRows(source, target)),
  );
}

export async function createTables(database: Kysely<DatabaseSchema>): Promise<void> {
  const provider = { getMigrations: async () => MIGRATIONS };
  const { error } = await new Migrator({ db: database, provider }).migrateToLatest();
  if (error !== undefined) throw error;
}

/** Reads as of one moment, while others write. */
export async function inSnapshot<T>(
  database: Kysely<DatabaseSchema>,
  act: (snapshot: Kysely<DatabaseSchema>) => Promise<T>,
): Promise<T> {
  if (isPostgres(database)) {
    return database.transaction().setIsolationLevel("repeatable read").execute(act);
  }
  // A transaction of Kysely's would hold the write lock.
  return database.connection().execute(async (connection) => {
    await sql`begin`.execute(connection);
    try {
      return await act(connection);
    } finally {
      await sql`rollback`.execute(connection);
    }
  });
}
