import type { ColumnDefinitionBuilder, Kysely } from "kysely";

/** Answers that people stand for, and finding what a report of a period is made of. */
export async function createVerified(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("verified_answers")
    .addColumn("id", "text", (column) => column.notNull().primaryKey())
    .addColumn("question", "text", required)
    .addColumn("text", "text", required)
    .addColumn("citations", "text", required)
    .addColumn("audience", "text", required)
    .addColumn("status", "text", required)
    .addColumn("origin", "text", required)
    .addColumn("created_by", "text", required)
    .addColumn("created_at", "bigint", required)
    .addColumn("approved_by", "text")
    .addColumn("approved_name", "text")
    .addColumn("approved_at", "bigint")
    .addColumn("changed_at", "bigint", required)
    .addColumn("expired_because", "text")
    // No reference: whoever deletes a question takes back no answer that others stand for.
    .addColumn("answer_id", "text")
    .addColumn("message_id", "text")
    .addColumn("workspace_id", "text")
    .addColumn("room_id", "text")
    .execute();
  const index = (name: string) => db.schema.createIndex(name);
  await index("verified_answers_by_status")
    .on("verified_answers")
    .columns(["status", "changed_at"])
    .execute();
  await index("answers_by_asked_at").on("answers").columns(["asked_at"]).execute();
  await index("votes_by_voted_at").on("votes").columns(["voted_at"]).execute();
}

const required = (column: ColumnDefinitionBuilder) => column.notNull();
