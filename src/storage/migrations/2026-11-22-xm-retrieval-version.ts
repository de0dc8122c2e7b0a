import type { Kysely } from "kysely";

/** Which learned version searched for an answer; null: as Footnote comes, or not known of before. */
export async function createRetrievalVersion(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("answers").addColumn("retrieval_version", "text").execute();
}
