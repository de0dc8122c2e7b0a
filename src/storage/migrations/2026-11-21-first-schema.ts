import { type ColumnDefinitionBuilder, type Kysely, sql } from "kysely";

/** Everything that cannot be read again from the sources, and the work that waits. */
export async function createFirstSchema(db: Kysely<unknown>): Promise<void> {
  await createSourceTables(db);
  await createAnswerTables(db);
  await createFeedbackTables(db);
  await createWorkTables(db);
}

async function createSourceTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("sources")
    .addColumn("name", "text", primaryKey)
    .addColumn("kind", "text", required)
    .addColumn("settings", "text", required)
    .addColumn("audience", "text")
    .addColumn("schedule", "text")
    .addColumn("paused", "integer", required)
    .addColumn("sample", "integer", required)
    .addColumn("cursor", "text")
    .addColumn("created_at", "bigint", required)
    .addColumn("last_sync_started_at", "bigint")
    .addColumn("last_sync_finished_at", "bigint")
    .addColumn("last_sync_counts", "text")
    .addColumn("last_sync_error", "text")
    .execute();
  await db.schema
    .createTable("access_lists")
    .addColumn("id", "integer", identity)
    .addColumn("digest", "text", (column) => column.notNull().unique())
    .addColumn("principals", "text", required)
    .execute();
  await db.schema
    .createTable("documents")
    .addColumn("source", "text", ofSource)
    .addColumn("document_id", "text", required)
    .addColumn("kind", "text", required)
    .addColumn("title", "text", required)
    .addColumn("fingerprint", "text", required)
    .addColumn("access_id", "integer", (column) => column.notNull().references("access_lists.id"))
    .addColumn("inherits_audience", "integer", required)
    .addColumn("passages", "integer", required)
    .addColumn("synced_at", "bigint", required)
    .addPrimaryKeyConstraint("documents_key", ["source", "document_id"])
    .execute();
  await db.schema
    .createTable("failures")
    .addColumn("source", "text", ofSource)
    .addColumn("document_id", "text", required)
    .addColumn("reason", "text", required)
    .addColumn("failed_at", "bigint", required)
    .addPrimaryKeyConstraint("failures_key", ["source", "document_id"])
    .execute();
}

async function createAnswerTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("answers")
    .addColumn("ordinal", "integer", identity)
    .addColumn("id", "text", (column) => column.notNull().unique())
    .addColumn("thread_id", "text", required)
    .addColumn("surface", "text", required)
    .addColumn("asked_by", "text", required)
    .addColumn("asked_at", "bigint", required)
    .addColumn("question", "text", required)
    .addColumn("audience", "text", required)
    .addColumn("outcome", "text")
    .addColumn("finished_at", "bigint")
    .addColumn("answer", "text")
    .addColumn("evidence", "text")
    .addColumn("prompt_version", "text")
    .execute();
  await index(db, "answers", ["thread_id"]).execute();
  await index(db, "answers", ["asked_by", "thread_id"]).execute();
  await db.schema
    .createIndex("answers_unfinished")
    .on("answers")
    .columns(["asked_at"])
    .where(sql<boolean>`outcome is null`)
    .execute();
  await db.schema
    .createTable("answer_events")
    .addColumn("answer_id", "text", ofAnswer)
    .addColumn("sequence", "integer", required)
    .addColumn("event", "text", required)
    .addPrimaryKeyConstraint("answer_events_key", ["answer_id", "sequence"])
    .execute();
}

async function createFeedbackTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("votes")
    .addColumn("answer_id", "text", ofAnswer)
    .addColumn("voter", "text", required)
    .addColumn("citation", "integer", required)
    .addColumn("vote", "text", required)
    .addColumn("reason", "text")
    .addColumn("correction", "text")
    .addColumn("voted_at", "bigint", required)
    .addPrimaryKeyConstraint("votes_key", ["answer_id", "voter", "citation"])
    .execute();
  await db.schema
    .createTable("feedback_log")
    .addColumn("id", "integer", identity)
    .addColumn("at", "bigint", required)
    .addColumn("answer_id", "text", required)
    .addColumn("voter", "text", required)
    .addColumn("citation", "integer", required)
    .addColumn("vote", "text", required)
    .addColumn("reason", "text")
    .addColumn("correction", "text")
    .addColumn("snapshot", "text")
    .execute();
  await db.schema
    .createTable("audit_log")
    // Given by us and part of the hash, so that a missing entry shows.
    .addColumn("id", "integer", primaryKey)
    .addColumn("at", "bigint", required)
    .addColumn("actor", "text", required)
    .addColumn("action", "text", required)
    .addColumn("detail", "text", required)
    .addColumn("previous_hash", "text", required)
    .addColumn("hash", "text", required)
    .execute();
}

async function createWorkTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("leases")
    .addColumn("name", "text", primaryKey)
    .addColumn("owner", "text", required)
    .addColumn("expires_at", "bigint", required)
    .execute();
  await db.schema
    .createTable("jobs")
    .addColumn("id", "integer", identity)
    .addColumn("kind", "text", required)
    .addColumn("key", "text", required)
    .addColumn("group_key", "text")
    .addColumn("payload", "text", required)
    .addColumn("state", "text", required)
    .addColumn("attempts", "integer", required)
    .addColumn("due_at", "bigint", required)
    .addColumn("owner", "text")
    .addColumn("error", "text")
    .addColumn("died_at", "bigint")
    .execute();
  const unfinished = sql<boolean>`state <> 'dead'`;
  const jobsIndex = (name: string) => db.schema.createIndex(name).on("jobs").where(unfinished);
  await jobsIndex("jobs_once").unique().columns(["kind", "key"]).execute();
  await jobsIndex("jobs_due").columns(["kind", "due_at", "id"]).execute();
  await jobsIndex("jobs_in_group").columns(["group_key", "id"]).execute();
}

function index(db: Kysely<unknown>, table: string, columns: string[]) {
  return db.schema
    .createIndex(`${table}_by_${columns.join("_")}`)
    .on(table)
    .columns(columns);
}

type Column = ColumnDefinitionBuilder;

const required = (column: Column) => column.notNull();
const primaryKey = (column: Column) => column.notNull().primaryKey();
/** The one piece of DDL that Postgres spells differently; no number is ever given out twice. */
const identity = (column: Column) => column.primaryKey().autoIncrement();
const ofSource = (column: Column) =>
  column.notNull().references("sources.name").onDelete("cascade");
const ofAnswer = (column: Column) => column.notNull().references("answers.id").onDelete("cascade");
