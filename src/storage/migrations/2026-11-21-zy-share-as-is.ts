import type { Kysely } from "kysely";

/** Whether people may share what they were told alone in a room where not everybody may read it. */
export async function createShareAsIs(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("rooms")
    .addColumn("share_as_is", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
}
