import type { Kysely } from "kysely";
import { inTurn } from "../../in-turn.ts";
import type { RoomStorage } from "../../ports/room-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";

type ThreadReading = Pick<
  RoomStorage["threads"],
  "noteRead" | "noteTalk" | "forgetRead" | "isRead"
>;

/** Up to which message a thread is read, and when people talked in it; both only ever grow. */
export function createThreadReading(database: Kysely<DatabaseSchema>): ThreadReading {
  return {
    async noteRead(threadId, sentAt) {
      await database
        .updateTable("roomThreads")
        .set({ readTo: sentAt })
        .where("threadId", "=", threadId)
        .where((where) => where.or([where("readTo", "is", null), where("readTo", "<", sentAt)]))
        .execute();
    },
    async noteTalk(threadId, sentAt) {
      await inTurn(database, `thread ${threadId}`, async (transaction) => {
        const row = await readingOf(threadId, transaction);
        if (row === undefined) return;
        // What comes late is as if it were said after what was read without it.
        const talkedAt = Math.max(sentAt, row.readTo ?? 0, row.talkedAt ?? 0);
        await transaction
          .updateTable("roomThreads")
          .set({ talkedAt })
          .where("threadId", "=", threadId)
          .execute();
      });
    },
    async forgetRead(roomId) {
      await database
        .updateTable("roomThreads")
        .set({ readTo: null })
        .where("roomId", "=", roomId)
        .execute();
    },
    async isRead(threadId, sentAt, since) {
      const row = await readingOf(threadId, database);
      const { readTo = null, talkedAt = null } = row ?? {};
      if (readTo === null || readTo <= since || readTo > sentAt) return false;
      return talkedAt === null || talkedAt < readTo;
    },
  };
}

function readingOf(threadId: string, database: Kysely<DatabaseSchema>) {
  return database
    .selectFrom("roomThreads")
    .select(["readTo", "talkedAt"])
    .where("threadId", "=", threadId)
    .executeTakeFirst();
}
