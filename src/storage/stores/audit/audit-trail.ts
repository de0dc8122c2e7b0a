import type { Kysely } from "kysely";
import { inTurn, takeTurn } from "../../in-turn.ts";
import type { NewAuditEntry } from "../../ports/audit-entry.ts";
import type { DatabaseSchema } from "../../schema.ts";
import type { Sealer } from "../../secrets/sealer.ts";
import {
  type AuditHead,
  beginSealing,
  moveHead,
  openAuditKey,
  readHead,
  sealEntry,
} from "./audit-head.ts";
import { hideNames } from "./audit-names.ts";
import { canonicalJson, hashAuditEntry, NO_HASH } from "./hash-audit-entry.ts";
import type { HeadFile } from "./head-file.ts";

/** Adds entries as a part of what else a transaction does. */
export interface AuditTrail {
  append(entry: NewAuditEntry, transaction: Kysely<DatabaseSchema>): Promise<void>;
  /** The same for what names nobody but by token. */
  appendAsItIs(entry: NewAuditEntry, transaction: Kysely<DatabaseSchema>): Promise<void>;
  /** A transaction that may append, and notes beside the database where the log ends then. */
  transact<T>(act: (transaction: Kysely<DatabaseSchema>) => Promise<T>): Promise<T>;
  sealer: Sealer;
  headFile: HeadFile;
}

/** Each entry follows the one before. */
const TURN = "audit log";

export function createAuditTrail(
  database: Kysely<DatabaseSchema>,
  sealer: Sealer,
  headFile: HeadFile,
): AuditTrail {
  const appendAsItIs: AuditTrail["appendAsItIs"] = async (
    { at, actor, action, detail },
    transaction,
  ) => {
    await takeTurn(transaction, TURN);
    const end = await findEnd(transaction);
    const head = (await readHead(transaction)) ?? (await beginIfEmpty(end, sealer, transaction));
    const key = head && openAuditKey(head, sealer);
    // Where the end was cut off, the head knows how much there was: the gap stays to be seen.
    const { entries, hash: previousHash } = head && head.entries > end.entries ? head : end;
    const entry = { id: entries + 1, at, actor, action, detail, previousHash };
    const hash = hashAuditEntry(entry);
    await transaction
      .insertInto("auditLog")
      .values({
        ...entry,
        detail: canonicalJson(detail),
        hash,
        seal: key ? sealEntry(hash, key) : null,
      })
      .execute();
    if (head !== undefined && key !== undefined && head.entries >= end.entries) {
      await moveHead(head, { entries: entry.id, hash }, key, transaction);
    }
  };
  return {
    sealer,
    headFile,
    appendAsItIs,
    async append(entry, transaction) {
      // What is hashed is what will be read: without functions, dates or undefined.
      const said = { actor: entry.actor, detail: JSON.parse(canonicalJson(entry.detail)) };
      await appendAsItIs({ ...entry, ...(await hideNames(said, transaction)) }, transaction);
    },
    async transact(act) {
      const result = await inTurn(database, TURN, act);
      const head = await readHead(database);
      if (head !== undefined) headFile.keep(head);
      return result;
    },
  };
}

/**
 * Entries without a head had theirs taken away: whoever wrote them, sealing goes on over none of them, and
 * `verify` keeps saying so.
 */
async function beginIfEmpty(
  end: { entries: number; hash: string },
  sealer: Sealer,
  transaction: Kysely<DatabaseSchema>,
): Promise<AuditHead | undefined> {
  return end.entries === 0 ? beginSealing(end, sealer, transaction) : undefined;
}

export async function findEnd(
  transaction: Kysely<DatabaseSchema>,
): Promise<{ entries: number; hash: string }> {
  const last = await transaction
    .selectFrom("auditLog")
    .select(["id", "hash"])
    .orderBy("id", "desc")
    .executeTakeFirst();
  return { entries: last?.id ?? 0, hash: last?.hash ?? NO_HASH };
}
