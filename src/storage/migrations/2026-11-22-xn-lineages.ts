import type { Kysely } from "kysely";

/** What datasets and learned versions rest on, to tell when some of it is gone. */
export async function createLineages(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("lineages")
    .addColumn("subject", "text", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("made_at", "bigint", (column) => column.notNull())
    .addColumn("rests_on", "text", (column) => column.notNull())
    .execute();
}
