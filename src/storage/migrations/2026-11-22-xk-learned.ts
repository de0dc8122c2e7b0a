import type { Kysely } from "kysely";

/** What was learned, and which of it serves. */
export async function createLearned(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("learned_versions")
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("number", "integer", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("lineage", "text", (column) => column.notNull())
    .addColumn("artifact", "text", (column) => column.notNull())
    .addColumn("digest", "text", (column) => column.notNull())
    .addColumn("report", "text")
    .addPrimaryKeyConstraint("learned_versions_pkey", ["kind", "number"])
    .execute();
  await db.schema
    .createTable("learned_serving")
    .addColumn("kind", "text", (column) => column.primaryKey())
    .addColumn("champion", "integer")
    .addColumn("previous", "integer")
    .addColumn("since", "bigint", (column) => column.notNull())
    .execute();
}
