import type { Kysely } from "kysely";

/** Which file the embedded index is. Unknown for those of before. */
export async function createIndexFile(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("index_places").addColumn("file", "bigint").execute();
}
