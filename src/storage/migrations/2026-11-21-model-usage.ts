import type { ColumnDefinitionBuilder, Kysely } from "kysely";

/** What language models read and wrote, summed by day. */
export async function createModelUsage(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("model_usage")
    .addColumn("day", "text", required)
    .addColumn("model", "text", required)
    .addColumn("calls", "bigint", required)
    .addColumn("input_tokens", "bigint", required)
    .addColumn("output_tokens", "bigint", required)
    .addPrimaryKeyConstraint("model_usage_key", ["day", "model"])
    .execute();
}

const required = (column: ColumnDefinitionBuilder) => column.notNull();
