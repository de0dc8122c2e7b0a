import type { Kysely } from "kysely";
import { inChunks } from "../../column-values.ts";
import { inTurn } from "../../in-turn.ts";
import type { DatabaseSchema } from "../../schema.ts";
import type { Storage } from "../../storage.ts";

type AnswerEvents = Pick<
  Storage["answers"],
  "appendEvents" | "listEvents" | "follow" | "clearEvents"
>;

export function createAnswerEventsStore(database: Kysely<DatabaseSchema>): AnswerEvents {
  return {
    async appendEvents(answerId, events) {
      if (events.length === 0) return;
      await inTurn(database, `answer ${answerId}`, async (transaction) => {
        const last = await transaction
          .selectFrom("answerEvents")
          .select((eb) => eb.fn.max("sequence").as("sequence"))
          .where("answerId", "=", answerId)
          .executeTakeFirst();
        let sequence = last?.sequence ?? 0;
        const rows = events.map((event) => {
          sequence += 1;
          return { answerId, sequence, event: JSON.stringify(event ?? null) };
        });
        for (const chunk of inChunks(rows)) {
          await transaction.insertInto("answerEvents").values(chunk).execute();
        }
      });
    },
    async listEvents(answerId, afterSequence) {
      const rows = await database
        .selectFrom("answerEvents")
        .select(["sequence", "event"])
        .where("answerId", "=", answerId)
        .where("sequence", ">", afterSequence)
        .orderBy("sequence")
        .execute();
      return rows.map((row) => ({ sequence: row.sequence, event: JSON.parse(row.event) }));
    },
    async follow(answerId, afterSequence) {
      const rows = await database
        .selectFrom("answers as a")
        .leftJoin("roomReplies as r", "r.answerId", "a.id")
        .leftJoin("answerEvents as e", (join) =>
          join.onRef("e.answerId", "=", "a.id").on("e.sequence", ">", afterSequence),
        )
        .select(["a.outcome", "r.withdrawnAt", "e.sequence", "e.event"])
        .where("a.id", "=", answerId)
        .orderBy("e.sequence")
        .execute();
      const [first] = rows;
      if (first === undefined) return undefined;
      return {
        hasOutcome: first.outcome !== null,
        isWithdrawn: first.withdrawnAt !== null,
        events: rows.flatMap(({ sequence, event }) =>
          sequence === null || event === null ? [] : [{ sequence, event: JSON.parse(event) }],
        ),
      };
    },
    async clearEvents(answerId) {
      // What a reader has seen of a finished answer stays, even if a late worker asks.
      await database
        .deleteFrom("answerEvents")
        .where("answerId", "=", answerId)
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom("answers")
              .select("answers.id")
              .where("answers.id", "=", answerId)
              .where("answers.outcome", "is", null),
          ),
        )
        .execute();
    },
  };
}
