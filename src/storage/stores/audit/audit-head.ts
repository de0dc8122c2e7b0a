import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Kysely, Selectable } from "kysely";
import type { AuditHeadsTable, DatabaseSchema } from "../../schema.ts";
import type { Sealer } from "../../secrets/sealer.ts";
import { StorageError } from "../../storage-error.ts";

export type AuditHead = Selectable<AuditHeadsTable>;
type Sealed = Pick<AuditHead, "sealedFrom" | "entries" | "hash">;

/** What the log's own key is sealed for. */
const AUDIT_KEY_LABEL = "audit log";
const HEAD_ID = 1;
const KEY_BYTES = 32;

/** Undefined before anything was sealed. */
export function readHead(database: Kysely<DatabaseSchema>): Promise<AuditHead | undefined> {
  return database.selectFrom("auditHeads").selectAll().executeTakeFirst();
}

export function sealEntry(hash: string, key: string): string {
  return hmac(`entry ${hash}`, key);
}

/** Over where the log ends, so that nobody without the key can end it earlier. */
export function sealHead({ sealedFrom, entries, hash }: Sealed, key: string): string {
  return hmac(`head ${sealedFrom} ${entries} ${hash}`, key);
}

export function isSealed(seal: string | null, expected: string): boolean {
  const [a, b] = [Buffer.from(seal ?? ""), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The log's own key, which outlives those that it is sealed with. @throws StorageError */
export function openAuditKey(head: AuditHead, sealer: Sealer): string {
  const key = sealer.open(AUDIT_KEY_LABEL, head.sealedKey);
  if (key !== undefined) return key;
  throw new StorageError(
    "unavailable",
    "The audit log is sealed with another key: put back FOOTNOTE_SECRET_KEY or secret.key as it was; if it is lost, `secrets rotate --leave-unreadable` goes on with a new one and writes that down.",
  );
}

export function hasAuditKey({ sealedKey }: AuditHead, sealer: Sealer): boolean {
  return sealer.open(AUDIT_KEY_LABEL, sealedKey) !== undefined;
}

/** Whether a log that is not sealed yet can be. */
export async function canBegin(sealer: Sealer): Promise<boolean> {
  try {
    await sealer.seal(AUDIT_KEY_LABEL, "");
    return true;
  } catch (error) {
    if (error instanceof StorageError && error.code === "unavailable") return false;
    throw error;
  }
}

/** From the next entry on, the log is sealed with a key of its own; also where the one before is lost. */
export async function beginSealing(
  { entries, hash }: Pick<Sealed, "entries" | "hash">,
  sealer: Sealer,
  transaction: Kysely<DatabaseSchema>,
): Promise<AuditHead> {
  const key = randomBytes(KEY_BYTES).toString("base64url");
  const sealedKey = await sealer.seal(AUDIT_KEY_LABEL, key, transaction);
  const sealed = { sealedFrom: entries + 1, entries, hash };
  const head = { id: HEAD_ID, sealedKey, ...sealed, seal: sealHead(sealed, key) };
  await transaction
    .insertInto("auditHeads")
    .values(head)
    .onConflict((conflict) => conflict.column("id").doUpdateSet(head))
    .execute();
  return head;
}

/** A head that somebody wrote without the key stays as it is: it shows that they did. */
export async function moveHead(
  head: AuditHead,
  to: Pick<Sealed, "entries" | "hash">,
  key: string,
  transaction: Kysely<DatabaseSchema>,
): Promise<void> {
  if (!isSealed(head.seal, sealHead(head, key))) return;
  const seal = sealHead({ ...head, ...to }, key);
  await transaction
    .updateTable("auditHeads")
    .set({ ...to, seal })
    .execute();
}

function hmac(text: string, key: string): string {
  return createHmac("sha256", key).update(text).digest("base64url");
}
