import type { Kysely } from "kysely";

/** Sources' tokens and grants, encrypted; they go with their source. */
export async function createSecrets(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("secrets")
    .addColumn("source", "text", (column) =>
      column.primaryKey().references("sources.name").onDelete("cascade"),
    )
    .addColumn("sealed", "text", (column) => column.notNull())
    .execute();
}
