import { type Kysely, sql } from "kysely";
import { nullToUndefined } from "../../column-values.ts";
import type { TeamsAnswerPlace, TeamsStorage } from "../../ports/teams-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";

/** Answers by what is known of the messages that show them. */
export function createShownAnswers(database: Kysely<DatabaseSchema>): TeamsStorage["answers"] {
  const places = () =>
    database
      .selectFrom("roomReplies")
      .select(["answerId", "roomId", "roomKind", "threadId", "askedBy", "onlyTo"])
      .where("withdrawnAt", "is", null);
  return {
    async get(answerId) {
      return toPlace(await places().where("answerId", "=", answerId).executeTakeFirst());
    },
    async shownAs(activityId, { roomId, person }) {
      // With its quotes it is a whole string: within one they would be escaped. Ids of Teams' have
      // digits; the names of that JSON's fields have none.
      if (!/\d/.test(activityId)) return undefined;
      const shown = () =>
        places()
          .where(
            sql<boolean>`state like ${`%${escapeLike(JSON.stringify(activityId))}%`} escape '!'`,
          )
          .orderBy("ordinal", "desc");
      const here = await shown()
        .where("roomId", "=", roomId)
        .where("onlyTo", "is", null)
        .executeTakeFirst();
      if (here !== undefined || person === undefined) return toPlace(here);
      // What is for one person alone stands in their own chat, wherever it was asked for.
      const own = shown().where("askedBy", "=", person).where("onlyTo", "=", person);
      return toPlace(await own.executeTakeFirst());
    },
    async lastShown({ roomId, threadId, person, isPersonal }) {
      const query = places()
        .where("showingAt", "is not", null)
        .where((eb) => {
          const forAll = eb.and([eb("roomId", "=", roomId), eb("onlyTo", "is", null)]);
          const forThem = eb.and([eb("askedBy", "=", person), eb("onlyTo", "=", person)]);
          return isPersonal ? eb.or([forAll, forThem]) : forAll;
        })
        .orderBy("showingAt", "desc")
        .orderBy("ordinal", "desc");
      const ofThread = threadId === undefined ? query : query.where("threadId", "=", threadId);
      return toPlace(await ofThread.executeTakeFirst());
    },
  };
}

function escapeLike(text: string): string {
  return text.replace(/[!%_]/g, (character) => `!${character}`);
}

function toPlace(
  row: { [K in keyof TeamsAnswerPlace]: TeamsAnswerPlace[K] | null } | undefined,
): TeamsAnswerPlace | undefined {
  return row && (nullToUndefined(row) as TeamsAnswerPlace);
}
