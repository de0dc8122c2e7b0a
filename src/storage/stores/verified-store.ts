import type { Kysely, Selectable } from "kysely";
import type { VerifiedAnswersTable } from "../chat-schema.ts";
import { nullToUndefined, undefinedToNull } from "../column-values.ts";
import type { VerifiedAnswer, VerifiedStorage } from "../ports/verified-storage.ts";
import type { DatabaseSchema } from "../schema.ts";
import { noteDecision } from "./review-store.ts";

export function createVerifiedStore(database: Kysely<DatabaseSchema>): VerifiedStorage {
  return {
    async add(answer) {
      const result = await database
        .insertInto("verifiedAnswers")
        .values({
          ...undefinedToNull(answer),
          citations: JSON.stringify(answer.citations),
          audience: JSON.stringify(answer.audience),
        })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .executeTakeFirstOrThrow();
      return result.numInsertedOrUpdatedRows === 1n;
    },
    async get(id) {
      const row = await database
        .selectFrom("verifiedAnswers")
        .selectAll()
        .where("id", "=", id)
        .executeTakeFirst();
      return row && toAnswer(row);
    },
    async list(statuses) {
      const rows = await database
        .selectFrom("verifiedAnswers")
        .selectAll()
        .where("status", "in", [...statuses])
        .orderBy("changedAt", "desc")
        .orderBy("id")
        .execute();
      return rows.map(toAnswer);
    },
    change: (id, from, asOf, { status, changedAt, expiredBecause, content, approval, decision }) =>
      database.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable("verifiedAnswers")
          .set({
            status,
            changedAt,
            expiredBecause: expiredBecause ?? null,
            ...(approval && undefinedToNull(approval)),
            ...(content && {
              ...content,
              citations: JSON.stringify(content.citations),
              audience: JSON.stringify(content.audience),
            }),
          })
          .where("id", "=", id)
          .where("status", "in", [...from])
          .where("changedAt", "=", asOf)
          .executeTakeFirstOrThrow();
        if (numUpdatedRows === 0n) return false;
        if (decision !== undefined) {
          await noteDecision({ ...decision, itemId: id, decidedAt: changedAt }, transaction);
        }
        return true;
      }),
    async remove(id) {
      const { numDeletedRows } = await database
        .deleteFrom("verifiedAnswers")
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
      return numDeletedRows === 1n;
    },
  };
}

function toAnswer(row: Selectable<VerifiedAnswersTable>): VerifiedAnswer {
  return {
    ...nullToUndefined(row),
    citations: JSON.parse(row.citations),
    audience: JSON.parse(row.audience),
  };
}
