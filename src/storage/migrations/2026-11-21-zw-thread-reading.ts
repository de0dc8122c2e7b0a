import type { Kysely } from "kysely";

/** How far a thread is known, so that its platform is not asked for what Footnote was told. */
export async function createThreadReading(db: Kysely<unknown>): Promise<void> {
  for (const column of ["read_to", "talked_at"]) {
    await db.schema.alterTable("room_threads").addColumn(column, "bigint").execute();
  }
}
