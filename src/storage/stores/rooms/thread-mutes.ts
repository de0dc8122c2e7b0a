import type { Kysely } from "kysely";
import { inTurn } from "../../in-turn.ts";
import type { RoomStorage } from "../../ports/room-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";

type ThreadMutes = Pick<RoomStorage["threads"], "get" | "save" | "react" | "forgetReactions">;

/** Whether a thread is muted: by a word, kept with it, or by reactions, of which each counts. */
export function createThreadMutes(database: Kysely<DatabaseSchema>): ThreadMutes {
  return {
    async get(threadId) {
      const row = await database
        .selectFrom("roomThreads")
        .select(["threadId", "workspaceId", "roomId", "muted"])
        .select(({ exists, selectFrom }) =>
          exists(
            selectFrom("threadMutes")
              .select("threadMutes.by")
              .whereRef("threadMutes.threadId", "=", "roomThreads.threadId")
              .where("stands", "=", 1),
          ).as("mutedByReaction"),
        )
        .where("threadId", "=", threadId)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const { mutedByReaction, muted, ...thread } = row;
      return { ...thread, muted: muted === 1 || Boolean(mutedByReaction) };
    },
    save: (thread) =>
      inTurn(database, `thread ${thread.threadId}`, async (transaction) => {
        const muted = Number(thread.muted);
        await transaction
          .insertInto("roomThreads")
          .values({ ...thread, muted })
          .onConflict((conflict) => conflict.column("threadId").doUpdateSet({ muted }))
          .execute();
        if (thread.muted) return;
        // They stay, so that one of them that comes once more is known for what it is.
        await transaction
          .updateTable("threadMutes")
          .set({ stands: 0 })
          .where("threadId", "=", thread.threadId)
          .execute();
      }),
    react: ({ threadId, messageId, by, isMuted, at }) =>
      inTurn(database, `thread ${threadId}`, async (transaction) => {
        const thread = await transaction
          .selectFrom("roomThreads")
          .select("threadId")
          .where("threadId", "=", threadId)
          .executeTakeFirst();
        if (thread === undefined) return;
        const stands = Number(isMuted);
        await transaction
          .insertInto("threadMutes")
          .values({ threadId, messageId, by, stands, at })
          .onConflict((conflict) =>
            conflict
              .columns(["threadId", "messageId", "by"])
              .doUpdateSet({ stands, at })
              .where("threadMutes.at", "<", at),
          )
          .execute();
      }),
    async forgetReactions(messageId) {
      await database
        .updateTable("threadMutes")
        .set({ stands: 0 })
        .where("messageId", "=", messageId)
        .execute();
    },
  };
}
