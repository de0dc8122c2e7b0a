import { type ColumnDefinitionBuilder, type Kysely, sql } from "kysely";

/** Questions of chat platforms: where their answers belong, threads, settings and experts. */
export async function createRooms(db: Kysely<unknown>): Promise<void> {
  await createReplies(db);
  await db.schema
    .createTable("room_threads")
    .addColumn("thread_id", "text", primaryKey)
    .addColumn("workspace_id", "text", required)
    .addColumn("room_id", "text", required)
    .addColumn("muted", "integer", required)
    .execute();
  await db.schema
    .createTable("rooms")
    .addColumn("id", "text", primaryKey)
    .addColumn("closed_at", "bigint")
    .addColumn("auto_answer", "integer", required)
    .addColumn("follow_ups", "integer", required)
    .addColumn("sources", "text")
    .addColumn("expert", "text")
    .execute();
  await db.schema
    .createTable("deleted_messages")
    .addColumn("message_id", "text", primaryKey)
    .addColumn("deleted_at", "bigint", required)
    .execute();
  await createExperts(db);
}

async function createReplies(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("room_replies")
    .addColumn("ordinal", "integer", identity)
    .addColumn("answer_id", "text", (column) => ofAnswer(column).unique())
    .addColumn("workspace_id", "text", required)
    .addColumn("room_id", "text", required)
    .addColumn("room_kind", "text", required)
    .addColumn("thread_id", "text", required)
    .addColumn("message_id", "text", required)
    .addColumn("asked_by", "text", required)
    .addColumn("only_to", "text")
    .addColumn("context", "text", required)
    .addColumn("again_of", "text")
    .addColumn("again_because", "text")
    .addColumn("said_at", "bigint", required)
    .addColumn("created_at", "bigint", required)
    .addColumn("begun_at", "bigint")
    .addColumn("showing_at", "bigint")
    .addColumn("state", "text")
    .addColumn("settled_at", "bigint")
    .addColumn("settled_as", "text")
    .addColumn("withdrawn_at", "bigint")
    .execute();
  const index = (name: string) => db.schema.createIndex(name).on("room_replies");
  await index("room_replies_by_message_id").columns(["message_id"]).execute();
  await index("room_replies_by_workspace_id").columns(["workspace_id"]).execute();
  const unsettled = sql<boolean>`settled_at is null`;
  await index("room_replies_unsettled").columns(["created_at"]).where(unsettled).execute();
}

async function createExperts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("expert_requests")
    .addColumn("id", "integer", identity)
    .addColumn("answer_id", "text", (column) => ofAnswer(column).unique())
    .addColumn("thread_id", "text", required)
    .addColumn("asked_by", "text", required)
    .addColumn("asked_at", "bigint", required)
    .execute();
  await db.schema
    .createIndex("expert_requests_by_thread_id")
    .on("expert_requests")
    .columns(["thread_id"])
    .execute();
  await db.schema
    .createTable("expert_answers")
    .addColumn("message_id", "text", primaryKey)
    .addColumn("answer_id", "text", ofAnswer)
    .addColumn("answered_by", "text", required)
    .addColumn("text", "text", required)
    .addColumn("answered_at", "bigint", required)
    .execute();
}

type Column = ColumnDefinitionBuilder;

const required = (column: Column) => column.notNull();
const primaryKey = (column: Column) => column.notNull().primaryKey();
const identity = (column: Column) => column.primaryKey().autoIncrement();
const ofAnswer = (column: Column) => column.notNull().references("answers.id").onDelete("cascade");
