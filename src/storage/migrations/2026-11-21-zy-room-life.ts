import type { Kysely } from "kysely";

/** Who keeps the bot out of a thread by a reaction, and questions that nobody put to it. */
export async function createRoomLife(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("thread_mutes")
    .addColumn("thread_id", "text", (column) =>
      column.notNull().references("room_threads.thread_id").onDelete("cascade"),
    )
    .addColumn("message_id", "text", (column) => column.notNull())
    .addColumn("by", "text", (column) => column.notNull())
    .addColumn("stands", "integer", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("thread_mutes_key", ["thread_id", "message_id", "by"])
    .execute();
  await db.schema
    .createIndex("thread_mutes_by_message_id")
    .on("thread_mutes")
    .columns(["message_id"])
    .execute();
  await db.schema
    .alterTable("room_replies")
    .addColumn("unasked", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
}
