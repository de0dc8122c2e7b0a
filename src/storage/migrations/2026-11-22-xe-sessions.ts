import type { ColumnDefinitionBuilder, Kysely } from "kysely";

/** Who is signed in on the web, and which replies of a vendor were taken. */
export async function createSessions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("web_sessions")
    .addColumn("id_hash", "text", primaryKey)
    .addColumn("person", "text", required)
    .addColumn("workspace_id", "text", required)
    .addColumn("created_at", "bigint", required)
    .addColumn("idle_until", "bigint", required)
    .addColumn("expires_at", "bigint", required)
    .execute();
  await db.schema
    .createIndex("web_sessions_by_person")
    .on("web_sessions")
    .columns(["person"])
    .execute();
  await db.schema
    .createTable("taken_sign_ins")
    .addColumn("state_hash", "text", primaryKey)
    .addColumn("expires_at", "bigint", required)
    .execute();
}

const required = (column: ColumnDefinitionBuilder) => column.notNull();
const primaryKey = (column: ColumnDefinitionBuilder) => column.notNull().primaryKey();
