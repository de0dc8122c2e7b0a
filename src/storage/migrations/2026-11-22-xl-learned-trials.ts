import type { Kysely } from "kysely";

/** Challengers that serve some of the threads, and how that ended. */
export async function createLearnedTrials(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("learned_trials")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("number", "integer", (column) => column.notNull())
    .addColumn("champion", "integer")
    .addColumn("stage", "text", (column) => column.notNull())
    .addColumn("share", "double precision", (column) => column.notNull())
    .addColumn("slow_limit_ms", "integer")
    .addColumn("started_at", "bigint", (column) => column.notNull())
    .addColumn("stage_since", "bigint", (column) => column.notNull())
    .addColumn("ended_at", "bigint")
    .addColumn("verdict", "text")
    .addColumn("why", "text")
    .execute();
  await db.schema
    .createIndex("learned_trials_running")
    .on("learned_trials")
    .columns(["kind", "ended_at"])
    .execute();
}
