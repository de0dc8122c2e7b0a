import type { Kysely } from "kysely";
import {
  fromFlag,
  fromJson,
  nullToUndefined,
  toFlag,
  toJson,
  undefinedToNull,
} from "../../column-values.ts";
import type { DatabaseSchema } from "../../schema.ts";
import type { Storage } from "../../storage.ts";

export function createFeedbackStore(database: Kysely<DatabaseSchema>): Storage["feedback"] {
  return {
    async vote(vote, snapshot) {
      const { votedAt, byMember: _, ...rest } = undefinedToNull(vote);
      const byMember = toFlag(vote.byMember);
      await database.transaction().execute(async (transaction) => {
        await transaction
          .insertInto("votes")
          .values({ ...rest, byMember, votedAt })
          .onConflict((conflict) =>
            conflict.columns(["answerId", "voter", "citation"]).doUpdateSet({
              vote: rest.vote,
              reason: rest.reason,
              correction: rest.correction,
              byMember,
              votedAt,
            }),
          )
          .execute();
        await transaction
          .insertInto("feedbackLog")
          .values({ ...rest, at: votedAt, snapshot: toJson(snapshot) })
          .execute();
      });
    },
    withdraw: (answerId, voter, citation, at) =>
      database.transaction().execute(async (transaction) => {
        const { numDeletedRows } = await transaction
          .deleteFrom("votes")
          .where("answerId", "=", answerId)
          .where("voter", "=", voter)
          .where("citation", "=", citation)
          .executeTakeFirstOrThrow();
        if (numDeletedRows === 0n) return false;
        await transaction
          .insertInto("feedbackLog")
          .values({ at, answerId, voter, citation, vote: "withdrawn" })
          .execute();
        return true;
      }),
    async votes(answerId) {
      const rows = await database
        .selectFrom("votes")
        .selectAll()
        .where("answerId", "=", answerId)
        .orderBy("votedAt")
        .orderBy("voter")
        .orderBy("citation")
        .execute();
      return rows.map((row) => ({ ...nullToUndefined(row), byMember: fromFlag(row.byMember) }));
    },
    async opened({ answerId, citation, by, at }) {
      await database
        .insertInto("citationOpens")
        .values({ answerId, citation, openedBy: by, openedAt: at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async log(limit) {
      const rows = await database
        .selectFrom("feedbackLog")
        .selectAll()
        .orderBy("id", "desc")
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...nullToUndefined(row), snapshot: fromJson(row.snapshot) }));
    },
  };
}
