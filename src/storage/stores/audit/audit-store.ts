import type { Kysely } from "kysely";
import type { DatabaseSchema } from "../../schema.ts";
import type { Storage } from "../../storage.ts";
import { canBegin, hasAuditKey, readHead } from "./audit-head.ts";
import { eraseName, hideNames, readNames, showNames } from "./audit-names.ts";
import type { AuditTrail } from "./audit-trail.ts";
import { verifyAudit } from "./verify-audit.ts";

export function createAuditStore(
  database: Kysely<DatabaseSchema>,
  trail: AuditTrail,
): Storage["audit"] {
  return {
    append: (entry) => trail.transact((transaction) => trail.append(entry, transaction)),
    async list(limit) {
      const rows = await database
        .selectFrom("auditLog")
        .selectAll()
        .orderBy("id", "desc")
        .limit(limit)
        .execute();
      const names = await readNames(database);
      return rows.map(({ seal: _, ...row }) =>
        showNames({ ...row, detail: JSON.parse(row.detail) }, names),
      );
    },
    erase: (person, { at, actor }) =>
      trail.transact(async (transaction) => {
        const tokens = await eraseName(person, transaction);
        for (const token of tokens) {
          const by = actor === person ? token : await hideNames(actor, transaction);
          const entry = { at, actor: by, action: "person.erased", detail: { person: token } };
          await trail.appendAsItIs(entry, transaction);
        }
        return tokens.length > 0;
      }),
    async canAppend() {
      const head = await readHead(database);
      return head === undefined ? canBegin(trail.sealer) : hasAuditKey(head, trail.sealer);
    },
    verify: () => verifyAudit(database, trail),
    async head() {
      const head = await readHead(database);
      return head && { entries: head.entries, hash: head.hash };
    },
  };
}
