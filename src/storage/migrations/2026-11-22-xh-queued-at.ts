import type { Kysely } from "kysely";

/** When a job was queued: how long the oldest waits. Unknown for those of before. */
export async function createQueuedAt(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("jobs").addColumn("queued_at", "bigint").execute();
}
