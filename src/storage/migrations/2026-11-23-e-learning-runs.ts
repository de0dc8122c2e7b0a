import type { Kysely } from "kysely";

/** Each time Footnote began to learn by itself: why, and what came of it. */
export async function createLearningRuns(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("learning_runs")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("why", "text", (column) => column.notNull())
    .addColumn("started_at", "bigint", (column) => column.notNull())
    .addColumn("finished_at", "bigint")
    .addColumn("verdict", "text")
    .addColumn("version", "text")
    .addColumn("outcome", "text")
    .execute();
  await db.schema
    .createIndex("learning_runs_by_start")
    .on("learning_runs")
    .columns(["kind", "started_at"])
    .execute();
}
