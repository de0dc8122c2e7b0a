import type { ColumnDefinitionBuilder, Kysely } from "kysely";

/** Who is in which group, which addresses are one person's, and finding documents by their readers. */
export async function createGroups(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("reader_groups")
    .addColumn("principal", "text", required)
    // Empty for what an admin said: a key cannot hold null.
    .addColumn("source", "text", required)
    .addColumn("name", "text")
    .addColumn("members", "text", required)
    .addColumn("unknown_members", "integer", required)
    .addColumn("said_at", "bigint")
    .addColumn("is_gone", "integer", required)
    .addColumn("error", "text")
    .addColumn("set_by", "text")
    .addPrimaryKeyConstraint("reader_groups_key", ["principal", "source"])
    .execute();
  await db.schema
    .createTable("identity_links")
    .addColumn("one", "text", required)
    .addColumn("other", "text", required)
    .addColumn("linked_by", "text", required)
    .addColumn("linked_at", "bigint", required)
    .addPrimaryKeyConstraint("identity_links_key", ["one", "other"])
    .execute();
  await db.schema
    .createTable("group_syncs")
    .addColumn("source", "text", (column) => column.notNull().primaryKey())
    .addColumn("started_at", "bigint", required)
    .addColumn("finished_at", "bigint")
    .addColumn("wanted", "text", required)
    .addColumn("error", "text")
    .execute();
  await db.schema
    .createTable("groups_versions")
    .addColumn("id", "integer", (column) => column.notNull().primaryKey())
    .addColumn("version", "bigint", required)
    .execute();
  const documents = db.schema.createIndex("documents_by_access").on("documents");
  await documents.columns(["source", "access_id"]).execute();
}

const required = (column: ColumnDefinitionBuilder) => column.notNull();
