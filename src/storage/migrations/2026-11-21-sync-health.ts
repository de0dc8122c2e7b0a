import type { ColumnDefinitionBuilder, Kysely } from "kysely";

/** What failed when and when to try again, how far a run got, and what sources said by themselves. */
export async function createSyncHealth(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("failures").addColumn("fingerprint", "text").execute();
  await db.schema
    .alterTable("failures")
    .addColumn("attempts", "integer", (column) => column.notNull().defaultTo(1))
    .execute();
  await db.schema
    .alterTable("failures")
    .addColumn("retry_at", "bigint", (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable("sources").addColumn("last_sync_progress_at", "bigint").execute();
  await db.schema.alterTable("sources").addColumn("in_step_at", "bigint").execute();
  await db.schema.alterTable("sources").addColumn("lag", "text").execute();
  await db.schema
    .createTable("hints")
    .addColumn("source", "text", ofSource)
    .addColumn("document_id", "text", (column) => column.notNull())
    .addColumn("hinted_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("hints_key", ["source", "document_id"])
    .execute();
  await db.schema
    .createTable("webhooks")
    .addColumn("source", "text", (column) => ofSource(column).primaryKey())
    .addColumn("sealed", "text")
    .addColumn("open_until", "bigint")
    .execute();
}

const ofSource = (column: ColumnDefinitionBuilder) =>
  column.notNull().references("sources.name").onDelete("cascade");
