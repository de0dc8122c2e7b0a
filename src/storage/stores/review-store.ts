import type { Kysely } from "kysely";
import { nullToUndefined, undefinedToNull } from "../column-values.ts";
import type { ReviewDecision, ReviewStorage } from "../ports/review-storage.ts";
import type { DatabaseSchema } from "../schema.ts";

export function createReviewStore(database: Kysely<DatabaseSchema>): ReviewStorage {
  return {
    async get(itemId) {
      const row = await database
        .selectFrom("reviewDecisions")
        .selectAll()
        .where("itemId", "=", itemId)
        .executeTakeFirst();
      return row && nullToUndefined(row);
    },
    async list() {
      const rows = await database.selectFrom("reviewDecisions").selectAll().execute();
      return rows.map(nullToUndefined);
    },
    async decide(decision, asOf) {
      const row = undefinedToNull(decision);
      if (asOf === 0) {
        const { numInsertedOrUpdatedRows } = await database
          .insertInto("reviewDecisions")
          .values(row)
          .onConflict((conflict) => conflict.column("itemId").doNothing())
          .executeTakeFirstOrThrow();
        return numInsertedOrUpdatedRows === 1n;
      }
      const { numUpdatedRows } = await database
        .updateTable("reviewDecisions")
        .set(row)
        .where("itemId", "=", decision.itemId)
        .where("decidedAt", "=", asOf)
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
  };
}

/** Whatever was decided before; within the act that it is about. */
export async function noteDecision(
  decision: ReviewDecision,
  database: Kysely<DatabaseSchema>,
): Promise<void> {
  const row = undefinedToNull(decision);
  await database
    .insertInto("reviewDecisions")
    .values(row)
    .onConflict((conflict) => conflict.column("itemId").doUpdateSet(row))
    .execute();
}
