import type { ColumnDefinitionBuilder, Kysely } from "kysely";

/** Who said the lines of a thread that are kept, when Teams was told something, and what was erased. */
export async function createPrivacy(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("room_replies").addColumn("context_by", "text").execute();
  await db.schema
    .alterTable("teams_said")
    .addColumn("noted_at", "bigint", (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createTable("erasures")
    .addColumn("id", "text", (column) => required(column).primaryKey())
    .addColumn("at", "bigint", required)
    .execute();
}

const required = (column: ColumnDefinitionBuilder) => column.notNull();
