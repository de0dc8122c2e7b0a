import type { ColumnDefinitionBuilder, Kysely } from "kysely";

/** Who looks after a source, and until when they were told what it lacks. */
export async function createSourceOwners(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("source_owners")
    .addColumn("source", "text", (column) =>
      column.notNull().primaryKey().references("sources.name").onDelete("cascade"),
    )
    .addColumn("person", "text", required)
    .addColumn("set_by", "text", required)
    .addColumn("set_at", "bigint", required)
    .addColumn("time_zone", "text", required)
    .addColumn("done_until", "bigint", required)
    .execute();
}

const required = (column: ColumnDefinitionBuilder) => column.notNull();
