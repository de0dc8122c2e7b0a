import type { Kysely } from "kysely";
import { fromFlag, nullToUndefined } from "../../column-values.ts";
import type { DatasetStorage, Platform, Purpose } from "../../ports/dataset-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";
import type { VoteRecord } from "../../storage.ts";
import { toRecord } from "./answers-store.ts";

export function createDatasetStore(database: Kysely<DatabaseSchema>): DatasetStorage {
  return {
    async answers(after, limit) {
      const rows = await database
        .selectFrom("answers")
        .leftJoin("roomReplies", "roomReplies.answerId", "answers.id")
        .selectAll("answers")
        .where("answers.ordinal", ">", after)
        .where("answers.outcome", "is not", null)
        .where("roomReplies.withdrawnAt", "is", null)
        .where((eb) =>
          eb.or([
            eb("roomReplies.againBecause", "is", null),
            eb("roomReplies.againBecause", "<>", "as-is"),
          ]),
        )
        .orderBy("answers.ordinal")
        .limit(limit)
        .execute();
      const votes = await votesOn(
        rows.map(({ id }) => id),
        database,
      );
      return rows.map((row) => ({
        ordinal: Number(row.ordinal),
        record: toRecord(row),
        votes: votes.get(row.id) ?? [],
      }));
    },
    async saidSince(after) {
      const voted = await database
        .selectFrom("votes")
        .select((eb) => eb.fn.count("answerId").distinct().as("count"))
        .where("votedAt", ">", after)
        .executeTakeFirstOrThrow();
      const verified = await database
        .selectFrom("verifiedAnswers")
        .select((eb) => eb.fn.countAll().as("count"))
        .where("status", "=", "active")
        .where((eb) => eb(eb.fn.coalesce("approvedAt", "changedAt"), ">", after))
        .executeTakeFirstOrThrow();
      return Number(voted.count) + Number(verified.count);
    },
    async policies() {
      const rows = await database
        .selectFrom("textPolicies")
        .selectAll()
        .orderBy("platform")
        .orderBy("purpose")
        .execute();
      return rows.map((row) => ({
        ...row,
        platform: row.platform as Platform,
        purpose: row.purpose as Purpose,
      }));
    },
    async allow(policy) {
      const { basis, allowedBy, allowedAt } = policy;
      await database
        .insertInto("textPolicies")
        .values(policy)
        .onConflict((conflict) =>
          conflict.columns(["platform", "purpose"]).doUpdateSet({ basis, allowedBy, allowedAt }),
        )
        .execute();
    },
    async revoke(platform, purpose) {
      const { numDeletedRows } = await database
        .deleteFrom("textPolicies")
        .where("platform", "=", platform)
        .where("purpose", "=", purpose)
        .executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    },
  };
}

async function votesOn(
  answerIds: readonly string[],
  database: Kysely<DatabaseSchema>,
): Promise<Map<string, VoteRecord[]>> {
  if (answerIds.length === 0) return new Map();
  const rows = await database
    .selectFrom("votes")
    .selectAll()
    .where("answerId", "in", answerIds)
    .orderBy("votedAt")
    .orderBy("voter")
    .orderBy("citation")
    .execute();
  const votes = rows.map((row) => ({ ...nullToUndefined(row), byMember: fromFlag(row.byMember) }));
  return Map.groupBy(votes, ({ answerId }) => answerId);
}
