import type { Kysely } from "kysely";

/** How often something was done since its window began: questions and commands, by person and workspace. */
export async function createLimits(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("spent_limits")
    .addColumn("name", "text", (column) => column.notNull().primaryKey())
    .addColumn("begins_at", "bigint", (column) => column.notNull())
    .addColumn("spent", "bigint", (column) => column.notNull())
    .execute();
}
