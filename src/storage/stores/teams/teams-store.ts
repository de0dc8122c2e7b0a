import type { Kysely, Selectable } from "kysely";
import type { TeamsConversationsTable } from "../../chat-schema.ts";
import { fromFlag, nullToUndefined, toFlag, undefinedToNull } from "../../column-values.ts";
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
        const row = {
          ...undefinedToNull(conversation),
          hearsAll: toFlag(conversation.hearsAll),
        };
        const { seenAt } = row;
        await database
          .insertInto("teamsConversations")
          .values(row)
          .onConflict((conflict) =>
            conflict
              .column("roomId")
              .doUpdateSet((eb) => ({
                ...row,
                hearsAll: eb.fn.coalesce("excluded.hearsAll", "teamsConversations.hearsAll"),
                channelType: eb.fn.coalesce(
                  "excluded.channelType",
                  "teamsConversations.channelType",
                ),
              }))
              .where("teamsConversations.seenAt", "<=", seenAt),
          )
          .execute();
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
        await database
          .insertInto("teamsPeople")
          .values(seen)
          .onConflict((conflict) =>
            conflict
              .column("personId")
              .doUpdateSet(seen)
              .where("teamsPeople.seenAt", "<=", seen.seenAt),
          )
          .execute();
      },
      get: (personId) =>
        database
          .selectFrom("teamsPeople")
          .selectAll()
          .where("personId", "=", personId)
          .executeTakeFirst(),
    },
    ...createChatThreads(database),
    answers: createShownAnswers(database),
  };
}

function toConversation({
  hearsAll,
  ...row
}: Selectable<TeamsConversationsTable>): TeamsConversation {
  return { ...nullToUndefined(row), hearsAll: fromFlag(hearsAll) };
}
