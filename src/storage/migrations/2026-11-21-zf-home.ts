import type { Kysely } from "kysely";

/** Finds the last questions of one person. */
export async function createHome(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex("room_replies_by_asked_by")
    .on("room_replies")
    .columns(["asked_by", "created_at"])
    .execute();
}
