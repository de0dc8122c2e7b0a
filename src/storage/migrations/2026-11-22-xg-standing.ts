import type { Kysely } from "kysely";

/** Whether this database is the one that counts: no row where it is, one where a move began or ended. */
export async function createStorageStanding(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("storage_standing")
    .addColumn("id", "integer", (column) => column.notNull().primaryKey())
    .addColumn("standing", "text", (column) => column.notNull())
    .addColumn("other", "text", (column) => column.notNull())
    .execute();
}
