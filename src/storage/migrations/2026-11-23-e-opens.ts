import type { Kysely } from "kysely";

/** That whoever asked opened a citation on the web page. */
export async function createCitationOpens(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("citation_opens")
    .addColumn("answer_id", "text", (column) =>
      column.notNull().references("answers.id").onDelete("cascade"),
    )
    .addColumn("citation", "integer", (column) => column.notNull())
    .addColumn("opened_by", "text", (column) => column.notNull())
    .addColumn("opened_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("citation_opens_key", ["answer_id", "citation", "opened_by"])
    .execute();
}
