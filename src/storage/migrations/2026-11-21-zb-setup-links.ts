import type { ColumnDefinitionBuilder, Kysely } from "kysely";

/** Links by which admins give secrets outside of the chat. */
export async function createSetupLinks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("setup_links")
    .addColumn("token_hash", "text", (column) => column.notNull().primaryKey())
    .addColumn("request_key", "text", required)
    .addColumn("person", "text", required)
    .addColumn("workspace_id", "text", required)
    .addColumn("wish", "text", required)
    .addColumn("created_at", "bigint", required)
    .addColumn("expires_at", "bigint", required)
    .addColumn("tries", "integer", required)
    .addColumn("told_at", "bigint")
    .addColumn("state_hash", "text", (column) => column.unique())
    .addColumn("browser_hash", "text")
    .addColumn("sealed_verifier", "text")
    .execute();
  await db.schema
    .createIndex("setup_links_by_request_key")
    .on("setup_links")
    .columns(["request_key"])
    .execute();
}

const required = (column: ColumnDefinitionBuilder) => column.notNull();
