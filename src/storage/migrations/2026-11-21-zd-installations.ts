import type { ColumnDefinitionBuilder, Kysely } from "kysely";

/** Workspaces that the bot was installed into by OAuth, and installations under way. */
export async function createInstallations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("installations")
    .addColumn("workspace_id", "text", primaryKey)
    .addColumn("name", "text", required)
    .addColumn("bot_user_id", "text", required)
    .addColumn("bot_id", "text", required)
    .addColumn("sealed_token", "text", required)
    .addColumn("scopes", "text", required)
    .addColumn("installed_by", "text", required)
    .addColumn("installed_at", "bigint", required)
    .execute();
  await db.schema
    .createTable("installation_states")
    .addColumn("state_hash", "text", primaryKey)
    .addColumn("browser_hash", "text", required)
    .addColumn("expires_at", "bigint", required)
    .execute();
}

const required = (column: ColumnDefinitionBuilder) => column.notNull();
const primaryKey = (column: ColumnDefinitionBuilder) => column.notNull().primaryKey();
