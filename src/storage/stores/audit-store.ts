import type { Kysely, Selectable, Transaction } from "kysely";
import type { NewAuditEntry } from "../ports/audit-entry.ts";
import type { AuditLogTable, DatabaseSchema } from "../schema.ts";
import type { AuditEntry, Storage } from "../storage.ts";
import { canonicalJson, hashAuditEntry, NO_HASH } from "./hash-audit-entry.ts";

const VERIFY_BATCH = 1_000;

export function createAuditStore(database: Kysely<DatabaseSchema>): Storage["audit"] {
  return {
    append: (entry) =>
      database.transaction().execute((transaction) => appendToAudit(entry, transaction)),
    async list(limit) {
      return (await newest(database, limit)).map(toEntry);
    },
    async verify() {
      let previous = { id: 0, hash: NO_HASH };
      for (;;) {
        const rows = await database
          .selectFrom("auditLog")
          .selectAll()
          .where("id", ">", previous.id)
          .orderBy("id")
          .limit(VERIFY_BATCH)
          .execute();
        if (rows.length === 0) return undefined;
        for (const row of rows) {
          if (!follows(previous, row)) return row.id;
          previous = row;
        }
      }
    },
  };
}

/** Adds a line as a part of what else a transaction does. */
export async function appendToAudit(
  { at, actor, action, detail }: NewAuditEntry,
  transaction: Transaction<DatabaseSchema>,
): Promise<void> {
  const [last] = await newest(transaction, 1);
  const entry = {
    id: (last?.id ?? 0) + 1,
    at,
    actor,
    action,
    // What is hashed is what will be read: without functions, dates or undefined.
    detail: JSON.parse(canonicalJson(detail)),
    previousHash: last?.hash ?? NO_HASH,
  };
  await transaction
    .insertInto("auditLog")
    .values({ ...entry, detail: canonicalJson(detail), hash: hashAuditEntry(entry) })
    .execute();
}

function newest(database: Kysely<DatabaseSchema>, limit: number) {
  return database.selectFrom("auditLog").selectAll().orderBy("id", "desc").limit(limit).execute();
}

function follows(previous: { id: number; hash: string }, row: Selectable<AuditLogTable>): boolean {
  if (row.id !== previous.id + 1 || row.previousHash !== previous.hash) return false;
  try {
    return row.hash === hashAuditEntry(toEntry(row));
  } catch {
    // Somebody wrote a detail that is not JSON.
    return false;
  }
}

function toEntry(row: Selectable<AuditLogTable>): AuditEntry {
  return { ...row, detail: JSON.parse(row.detail) };
}
