import type { Kysely } from "kysely";

/**
 * How far the file of the embedded index had come when it was written last, and which file that was: a
 * version of before may note another one. Unknown for those of before.
 */
export async function createIndexWritten(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("index_places")
    .addColumn("written", "bigint", (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable("index_places").addColumn("written_file", "bigint").execute();
}
