import type { Kysely } from "kysely";

/** What admins allow to be learned from chats' texts: who, when and why. */
export async function createTextPolicies(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("text_policies")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("purpose", "text", (column) => column.notNull())
    .addColumn("basis", "text", (column) => column.notNull())
    .addColumn("allowed_by", "text", (column) => column.notNull())
    .addColumn("allowed_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("text_policies_key", ["platform", "purpose"])
    .execute();
}
