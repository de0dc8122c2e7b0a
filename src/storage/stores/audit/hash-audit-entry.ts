import { createHash } from "node:crypto";
import type { AuditEntry } from "../../ports/audit-entry.ts";

/** What the first entry follows. */
export const NO_HASH = "0".repeat(64);

/** SHA-256, in hex, over the previous hash and everything the entry says, as it is stored. */
export function hashAuditEntry(entry: Omit<AuditEntry, "hash">): string {
  const { previousHash, id, at, actor, action, detail } = entry;
  return createHash("sha256")
    .update(previousHash + canonicalJson({ id, at, actor, action, detail }))
    .digest("hex");
}

/** JSON whose object keys are sorted, so that equal values have equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
