import type { Kysely } from "kysely";
import type { DatabaseSchema } from "../../schema.ts";
import { beginSealing } from "./audit-head.ts";
import { type AuditTrail, findEnd } from "./audit-trail.ts";

/**
 * Seals a log from before there were seals, and says so in it: within the migration that brings it
 * over, and never again, for nobody could tell such a log from one that was written anew.
 */
export async function sealOlderLog(
  trail: AuditTrail,
  transaction: Kysely<DatabaseSchema>,
): Promise<void> {
  const end = await findEnd(transaction);
  if (end.entries === 0) return;
  await beginSealing(end, trail.sealer, transaction);
  const detail = { entries: end.entries };
  const entry = { at: Date.now(), actor: "upgrade", action: "audit-log.sealed", detail };
  await trail.appendAsItIs(entry, transaction);
}
