import type { Kysely } from "kysely";

/** How many documents of a source wait for an admin's word before they are removed. */
export async function createHeldRemovals(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("sources")
    .addColumn("held_removals", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
}
