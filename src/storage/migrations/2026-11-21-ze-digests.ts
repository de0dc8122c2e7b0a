import type { ColumnDefinitionBuilder, Kysely } from "kysely";

/** Weekly digests, one a workspace. */
export async function createDigests(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("digests")
    .addColumn("workspace_id", "text", (column) => column.notNull().primaryKey())
    .addColumn("room_id", "text")
    .addColumn("set_by", "text", required)
    .addColumn("set_at", "bigint", required)
    .addColumn("schedule", "text", required)
    .addColumn("time_zone", "text", required)
    .addColumn("done_until", "bigint", required)
    .execute();
}

const required = (column: ColumnDefinitionBuilder) => column.notNull();
