import type { Transaction } from "kysely";
import type { NewAuditEntry } from "../../ports/audit-entry.ts";
import type { DatabaseSchema } from "../../schema.ts";
import { hideNames } from "./audit-names.ts";
import { canonicalJson, hashAuditEntry, NO_HASH } from "./hash-audit-entry.ts";

/** Adds a line as a part of what else a transaction does. */
export async function appendToAudit(
  entry: NewAuditEntry,
  transaction: Transaction<DatabaseSchema>,
): Promise<void> {
  // What is hashed is what will be read: without functions, dates or undefined.
  const { actor, detail } = await hideNames(
    { actor: entry.actor, detail: JSON.parse(canonicalJson(entry.detail)) },
    transaction,
  );
  await appendAsItIs({ ...entry, actor, detail }, transaction);
}

/** The same for what names nobody but by token. */
export async function appendAsItIs(
  { at, actor, action, detail }: NewAuditEntry,
  transaction: Transaction<DatabaseSchema>,
): Promise<void> {
  const last = await transaction
    .selectFrom("auditLog")
    .select(["id", "hash"])
    .orderBy("id", "desc")
    .executeTakeFirst();
  const previousHash = last?.hash ?? NO_HASH;
  const entry = { id: (last?.id ?? 0) + 1, at, actor, action, detail, previousHash };
  await transaction
    .insertInto("auditLog")
    .values({ ...entry, detail: canonicalJson(detail), hash: hashAuditEntry(entry) })
    .execute();
}
