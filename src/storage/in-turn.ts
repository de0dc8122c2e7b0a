import { type Kysely, PostgresAdapter, sql, type Transaction } from "kysely";
import type { DatabaseSchema } from "./schema.ts";

/**
 * A transaction that waits for all others of the same turn, for what reads first and writes later.
 * SQLite lets one transaction write at a time whatever its turn; Postgres would let them overlap.
 */
export function inTurn<T>(
  database: Kysely<DatabaseSchema>,
  turn: string,
  act: (transaction: Transaction<DatabaseSchema>) => Promise<T>,
): Promise<T> {
  return database.transaction().execute(async (transaction) => {
    await takeTurn(transaction, turn);
    return act(transaction);
  });
}

/** The same within a transaction that is under way; held until it ends, which poolers can bear. */
export async function takeTurn(transaction: Kysely<DatabaseSchema>, turn: string): Promise<void> {
  if (!isPostgres(transaction)) return;
  await sql`select pg_advisory_xact_lock(hashtextextended(${turn}, 0))`.execute(transaction);
}

export function isPostgres(database: Kysely<DatabaseSchema>): boolean {
  return database.getExecutor().adapter instanceof PostgresAdapter;
}
