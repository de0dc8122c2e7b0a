import type { Kysely } from "kysely";

/** Who stands behind a correction, whom an expert's request named, and what a room's readers hide. */
export async function createStanding(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("votes").addColumn("by_member", "integer").execute();
  await db.schema.alterTable("expert_requests").addColumn("expert", "text").execute();
  await db.schema
    .alterTable("room_replies")
    .addColumn("not_for_all", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
}
