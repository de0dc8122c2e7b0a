import { type Kysely, sql } from "kysely";
import type { TeamsConversationsTable } from "../../chat-schema.ts";
import { nullToUndefined, undefinedToNull } from "../../column-values.ts";
import type { TeamsConversation, TeamsStorage } from "../../ports/teams-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";
import { createChatThreads } from "./chat-threads.ts";
import { createSaidSentences } from "./said-sentences.ts";
import { createShownAnswers } from "./shown-answers.ts";

export function createTeamsStore(database: Kysely<DatabaseSchema>): TeamsStorage {
  const conversations = () => database.selectFrom("teamsConversations").selectAll();
  return {
    said: createSaidSentences(database),
    conversations: {
      async save(conversation) {
        const row = undefinedToNull(conversation);
        await database
          .insertInto("teamsConversations")
          .values(row)
          .onConflict((conflict) =>
            conflict
              .column("roomId")
              .doUpdateSet((eb) => ({
                ...row,
                overheardAt: eb.fn.coalesce(
                  "excluded.overheardAt",
                  "teamsConversations.overheardAt",
                ),
                channelType: eb.fn.coalesce(
                  "excluded.channelType",
                  "teamsConversations.channelType",
                ),
              }))
              .where("teamsConversations.seenAt", "<=", row.seenAt),
          )
          .execute();
      },
      async peopleChanged(roomId, at) {
        await database
          .updateTable("teamsConversations")
          .set({ peopleChangedAt: at })
          .where("roomId", "=", roomId)
          .where((eb) => eb(eb.fn.coalesce("peopleChangedAt", sql.lit(0)), "<", at))
          .execute();
      },
      async peopleChangedAt({ roomId, workspaceId, teamId }) {
        const row = await database
          .selectFrom("teamsConversations")
          .select((eb) => eb.fn.max("peopleChangedAt").as("at"))
          .where((eb) => eb.and(teamId === undefined ? { roomId } : { workspaceId, teamId }))
          .executeTakeFirst();
        return row?.at ?? undefined;
      },
      async get(roomId) {
        const row = await conversations().where("roomId", "=", roomId).executeTakeFirst();
        return row && toConversation(row);
      },
      async personalOf(person) {
        const row = await conversations()
          .where("person", "=", person)
          .where("kind", "=", "personal")
          .orderBy("seenAt", "desc")
          .executeTakeFirst();
        return row && toConversation(row);
      },
      async ofTeam(workspaceId, teamId) {
        const rows = await conversations()
          .where("workspaceId", "=", workspaceId)
          .where("teamId", "=", teamId)
          .orderBy("roomId")
          .execute();
        return rows.map(toConversation);
      },
      async list(workspaceId) {
        const rows = await conversations()
          .where("workspaceId", "=", workspaceId)
          .orderBy("roomId")
          .execute();
        return rows.map(toConversation);
      },
      async remove(roomId) {
        await database.deleteFrom("teamsConversations").where("roomId", "=", roomId).execute();
      },
    },
    people: {
      async save(seen) {
        const row = undefinedToNull(seen);
        await database
          .insertInto("teamsPeople")
          .values(row)
          .onConflict((conflict) =>
            conflict
              .column("personId")
              .doUpdateSet((eb) => ({
                ...row,
                timeZone: eb.fn.coalesce("excluded.timeZone", "teamsPeople.timeZone"),
              }))
              .where("teamsPeople.seenAt", "<=", seen.seenAt),
          )
          .execute();
      },
      async get(personId) {
        const row = await database
          .selectFrom("teamsPeople")
          .selectAll()
          .where("personId", "=", personId)
          .executeTakeFirst();
        return row && nullToUndefined(row);
      },
    },
    ...createChatThreads(database),
    answers: createShownAnswers(database),
  };
}

function toConversation(row: TeamsConversationsTable): TeamsConversation {
  const { peopleChangedAt: _, ...seen } = row;
  return nullToUndefined(seen);
}
