import type { Kysely } from "kysely";

/** What looks in documents as if it was aimed at whoever answers; goes with its source. */
export async function createSuspicions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("suspicions")
    .addColumn("source", "text", (column) =>
      column.notNull().references("sources.name").onDelete("cascade"),
    )
    .addColumn("document_id", "text", (column) => column.notNull())
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("path", "text", (column) => column.notNull())
    .addColumn("findings", "text", (column) => column.notNull())
    .addColumn("found_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("suspicions_pkey", ["source", "document_id"])
    .execute();
}
