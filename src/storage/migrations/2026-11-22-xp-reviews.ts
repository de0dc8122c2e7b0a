import type { Kysely } from "kysely";

/** Who decided what about something that waited for review: whoever comes second is told. */
export async function createReviews(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("review_decisions")
    // A verified answer or an answer that was disliked; what became of it stays when that goes.
    .addColumn("item_id", "text", (column) => column.primaryKey())
    .addColumn("decision", "text", (column) => column.notNull())
    .addColumn("decided_by", "text", (column) => column.notNull())
    .addColumn("decided_name", "text")
    .addColumn("decided_at", "bigint", (column) => column.notNull())
    .execute();
}
