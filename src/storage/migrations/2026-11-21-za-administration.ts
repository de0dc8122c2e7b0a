import type { ColumnDefinitionBuilder, Kysely } from "kysely";

/** Added admins, commands given in chats, and how far syncs are. */
export async function createAdministration(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("admins")
    .addColumn("person", "text", primaryKey)
    .addColumn("added_by", "text", required)
    .addColumn("added_at", "bigint", required)
    .execute();
  await db.schema
    .createTable("given_commands")
    .addColumn("key", "text", primaryKey)
    .addColumn("reply", "text")
    .addColumn("state", "text")
    .addColumn("given_at", "bigint", required)
    .addColumn("settled_at", "bigint")
    .execute();
  await db.schema
    .createIndex("given_commands_by_given_at")
    .on("given_commands")
    .columns(["given_at"])
    .execute();
  await db.schema
    .createTable("sync_progress")
    .addColumn("source", "text", (column) =>
      primaryKey(column).references("sources.name").onDelete("cascade"),
    )
    .addColumn("done", "integer", required)
    .addColumn("total", "integer")
    .addColumn("noted_at", "bigint", required)
    .execute();
}

const required = (column: ColumnDefinitionBuilder) => column.notNull();
const primaryKey = (column: ColumnDefinitionBuilder) => column.notNull().primaryKey();
