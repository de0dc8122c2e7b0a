import type { Kysely } from "kysely";

/** Language models that are being trained elsewhere, and what came of it. */
export async function createTrainingJobs(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("training_jobs")
    .addColumn("number", "integer", (column) => column.primaryKey())
    .addColumn("provider", "text", (column) => column.notNull())
    .addColumn("order_key", "text", (column) => column.notNull())
    .addColumn("ordered", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("detail", "text")
    .addColumn("provider_job", "text")
    .addColumn("begun_at", "bigint", (column) => column.notNull())
    .addColumn("seen_at", "bigint", (column) => column.notNull())
    .addColumn("cancel_asked_at", "bigint")
    .addColumn("version", "text")
    .execute();
}
