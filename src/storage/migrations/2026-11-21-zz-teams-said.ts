import type { Kysely } from "kysely";

/** What was said in Teams with a key: nobody can look there for what was sent. */
export async function createTeamsSaid(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("teams_said")
    .addColumn("key", "text", (column) => column.primaryKey())
    .addColumn("room_id", "text", (column) => column.notNull())
    .addColumn("tries", "integer", (column) => column.notNull())
    .addColumn("said", "integer", (column) => column.notNull())
    .addColumn("activity_id", "text")
    .execute();
}
