import type { Kysely } from "kysely";

/** When the bot came back into a room: what is told late of its going is of before. */
export async function createRoomOpened(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("rooms").addColumn("opened_at", "bigint").execute();
}
