import type { Kysely } from "kysely";
import type { TeamsStorage } from "../../ports/teams-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";

type ChatThreads = Pick<TeamsStorage, "chatThread" | "threadOf" | "threadAt">;

/** Nobody edits, quotes or deletes what is older, as far as a thread would matter. */
const KEPT_MS = 90 * 24 * 3_600_000;

/** Which thread each message of a chat belongs to. */
export function createChatThreads(database: Kysely<DatabaseSchema>): ChatThreads {
  return {
    chatThread: (roomId, messageId, sentAt, gapMs, thread) =>
      database.transaction().execute(async (transaction) => {
        // Another process that gives a message of this chat its thread waits for this row.
        await transaction
          .insertInto("teamsChats")
          .values({ roomId })
          .onConflict((conflict) => conflict.column("roomId").doUpdateSet({ roomId }))
          .execute();
        const known = await threadOf(messageId, transaction);
        if (known !== undefined) return known;
        const threadId =
          thread ?? (await neighbour(roomId, sentAt, gapMs, transaction)) ?? messageId;
        await transaction
          .insertInto("teamsChatMessages")
          .values({ messageId, roomId, threadId, sentAt })
          .execute();
        await transaction
          .deleteFrom("teamsChatMessages")
          .where("roomId", "=", roomId)
          .where("sentAt", "<", sentAt - KEPT_MS)
          .execute();
        return threadId;
      }),
    threadOf: (messageId) => threadOf(messageId, database),
    async threadAt(roomId, at) {
      const row = await messagesOf(roomId, database)
        .where("sentAt", "<=", at)
        .orderBy("sentAt", "desc")
        .orderBy("messageId", "desc")
        .executeTakeFirst();
      return row?.threadId;
    },
  };
}

async function threadOf(messageId: string, database: Kysely<DatabaseSchema>) {
  const row = await database
    .selectFrom("teamsChatMessages")
    .select("threadId")
    .where("messageId", "=", messageId)
    .executeTakeFirst();
  return row?.threadId;
}

/** Of the last message within the gap before; of the next within it after, for one that comes late. */
async function neighbour(
  roomId: string,
  sentAt: number,
  gapMs: number,
  database: Kysely<DatabaseSchema>,
): Promise<string | undefined> {
  const before = await messagesOf(roomId, database)
    .where("sentAt", "<=", sentAt)
    .where("sentAt", ">=", sentAt - gapMs)
    .orderBy("sentAt", "desc")
    .orderBy("messageId", "desc")
    .executeTakeFirst();
  if (before !== undefined) return before.threadId;
  const after = await messagesOf(roomId, database)
    .where("sentAt", ">", sentAt)
    .where("sentAt", "<=", sentAt + gapMs)
    .orderBy("sentAt")
    .orderBy("messageId")
    .executeTakeFirst();
  return after?.threadId;
}

function messagesOf(roomId: string, database: Kysely<DatabaseSchema>) {
  return database.selectFrom("teamsChatMessages").select("threadId").where("roomId", "=", roomId);
}
