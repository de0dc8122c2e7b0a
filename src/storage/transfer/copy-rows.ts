import { type Kysely, sql } from "kysely";
import { inChunks } from "../column-values.ts";
import { isPostgres } from "../in-turn.ts";
import type { DatabaseSchema } from "../schema.ts";
import { type Table, tableNames } from "./tables.ts";

/** Numbers that the database gives out, each once. */
const GIVEN: readonly (readonly [table: string, column: string])[] = [
  ["access_lists", "id"],
  ["answers", "ordinal"],
  ["feedback_log", "id"],
  ["jobs", "id"],
  ["room_replies", "ordinal"],
  ["expert_requests", "id"],
];
const ROWS_AT_ONCE = 1_000;

/**
 * Every row of one database, within its transaction, into another that holds none; returns how many.
 * Both have the same schema.
 */
export async function copyRows(
  from: Kysely<DatabaseSchema>,
  to: Kysely<DatabaseSchema>,
): Promise<number> {
  let copied = 0;
  for (const table of tableNames) {
    for await (const rows of readAll(from, table)) {
      for (const chunk of inChunks(rows)) {
        await to
          .insertInto(table)
          .values(chunk as never)
          .execute();
      }
      copied += rows.length;
    }
  }
  if (isPostgres(to)) await goOnCounting(to);
  return copied;
}

async function* readAll(
  database: Kysely<DatabaseSchema>,
  table: Table,
): AsyncGenerator<Record<string, unknown>[]> {
  // The log takes entries in their order only; any other order need only stay the same.
  const order = sql.ref(table === "auditLog" ? "id" : isPostgres(database) ? "ctid" : "rowid");
  for (let offset = 0; ; offset += ROWS_AT_ONCE) {
    const { rows } = await sql<Record<string, unknown>>`
      select * from ${sql.table(table)} order by ${order} limit ${ROWS_AT_ONCE} offset ${offset}`.execute(
      database,
    );
    if (rows.length > 0) yield rows;
    if (rows.length < ROWS_AT_ONCE) return;
  }
}

/** Rows that came with their numbers do not move what gives them out. */
export async function goOnCounting(database: Kysely<DatabaseSchema>): Promise<void> {
  for (const [table, column] of GIVEN) {
    const last = sql`(select coalesce(max(${sql.ref(column)}), 0) from ${sql.table(table)})`;
    await sql`select setval(pg_get_serial_sequence(${table}, ${column}), ${last} + 1, false)`.execute(
      database,
    );
  }
}
