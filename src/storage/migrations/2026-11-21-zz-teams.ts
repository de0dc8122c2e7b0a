import type { ColumnDefinitionBuilder, Kysely } from "kysely";

/** What of Teams outlasts a restart: conversations, people who were met, and threads of its chats. */
export async function createTeams(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("teams_conversations")
    .addColumn("room_id", "text", primaryKey)
    .addColumn("workspace_id", "text", required)
    .addColumn("service_url", "text", required)
    .addColumn("kind", "text", required)
    .addColumn("team_id", "text")
    .addColumn("channel_type", "text")
    .addColumn("person", "text")
    .addColumn("bot_id", "text", required)
    .addColumn("hears_all", "integer")
    .addColumn("seen_at", "bigint", required)
    .execute();
  await index(db, "teams_conversations", ["workspace_id", "team_id"]);
  await index(db, "teams_conversations", ["person"]);
  await db.schema
    .createTable("teams_people")
    .addColumn("person_id", "text", primaryKey)
    .addColumn("workspace_id", "text", required)
    .addColumn("mri", "text", required)
    .addColumn("room_id", "text", required)
    .addColumn("seen_at", "bigint", required)
    .execute();
  await db.schema.createTable("teams_chats").addColumn("room_id", "text", primaryKey).execute();
  await db.schema
    .createTable("teams_chat_messages")
    .addColumn("message_id", "text", primaryKey)
    .addColumn("room_id", "text", required)
    .addColumn("thread_id", "text", required)
    .addColumn("sent_at", "bigint", required)
    .execute();
  await index(db, "teams_chat_messages", ["room_id", "sent_at"]);
  // Finds the answer that a message of the bot's shows.
  await index(db, "room_replies", ["room_id", "created_at"]);
}

async function index(db: Kysely<unknown>, table: string, columns: string[]): Promise<void> {
  const name = `${table}_by_${columns.join("_")}`;
  await db.schema.createIndex(name).on(table).columns(columns).execute();
}

type Column = ColumnDefinitionBuilder;

const required = (column: Column) => column.notNull();
const primaryKey = (column: Column) => column.notNull().primaryKey();
