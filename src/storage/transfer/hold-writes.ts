import { setTimeout as sleep } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import { isPostgres } from "../in-turn.ts";
import { snakeCase } from "../names.ts";
import type { DatabaseSchema } from "../schema.ts";
import { StorageError } from "../storage-error.ts";
import { tableNames } from "./tables.ts";

/** Less than Postgres waits before it breaks a deadlock by ending somebody's work. */
const WAIT_MS = 400;
const TRIES = 50;

/** A transaction during which nobody else writes; what others have begun is awaited. */
export async function holdWrites<T>(
  database: Kysely<DatabaseSchema>,
  act: (transaction: Kysely<DatabaseSchema>) => Promise<T>,
): Promise<T> {
  // SQLite's transactions are so anyway.
  if (!isPostgres(database)) return database.transaction().execute(act);
  const tables = tableNames.map((table) => sql.table(snakeCase(table)));
  for (let tried = 1; ; tried += 1) {
    try {
      return await database.transaction().execute(async (transaction) => {
        await sql`set local lock_timeout = ${sql.lit(WAIT_MS)}`.execute(transaction);
        await sql`lock table ${sql.join(tables)} in share row exclusive mode`.execute(transaction);
        return act(transaction);
      });
    } catch (error) {
      const isBusy = error instanceof StorageError && error.code === "locked";
      if (!isBusy || tried >= TRIES) throw error;
      await sleep(Math.random() * WAIT_MS);
    }
  }
}
