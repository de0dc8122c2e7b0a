import type { Kysely } from "kysely";
import type { RoomStorage } from "../../ports/room-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";

export function createExpertsStore(database: Kysely<DatabaseSchema>): RoomStorage["experts"] {
  return {
    async ask({ answerId, threadId, askedBy, expert }, askedAt) {
      const result = await database
        .insertInto("expertRequests")
        .values({ answerId, threadId, askedBy, expert, askedAt })
        .onConflict((conflict) => conflict.column("answerId").doNothing())
        .executeTakeFirstOrThrow();
      return result.numInsertedOrUpdatedRows === 1n;
    },
    async named(answerId) {
      const request = await database
        .selectFrom("expertRequests")
        .select("expert")
        .where("answerId", "=", answerId)
        .executeTakeFirst();
      return request?.expert ?? undefined;
    },
    asked: (threadId) =>
      database
        .selectFrom("expertRequests")
        .select(["answerId", "askedBy"])
        .where("threadId", "=", threadId)
        .orderBy("id", "desc")
        .limit(1)
        .executeTakeFirst(),
    async saveAnswer(answer) {
      const { text } = answer;
      await database
        .insertInto("expertAnswers")
        .values(answer)
        .onConflict((conflict) => conflict.column("messageId").doUpdateSet({ text }))
        .execute();
    },
    async removeAnswer(messageId) {
      await database.deleteFrom("expertAnswers").where("messageId", "=", messageId).execute();
    },
    listAnswers: (limit) =>
      database
        .selectFrom("expertAnswers")
        .selectAll()
        .orderBy("answeredAt", "desc")
        .orderBy("messageId", "desc")
        .limit(limit)
        .execute(),
  };
}
