import { type ExpressionBuilder, type Kysely, sql } from "kysely";
import type { DatabaseSchema } from "../../schema.ts";

/**
 * In one act: questions with all that hangs on them, what was logged of them, threads and rooms, what
 * could not be handled, admins and their commands, the digest, conversations and people of Teams,
 * and the token.
 */
export async function removeWorkspace(
  database: Kysely<DatabaseSchema>,
  workspaceId: string,
  removedAt: number,
): Promise<number> {
  // Ids of a workspace's rooms and messages begin with its own.
  const prefix = `${workspaceId}:`;
  return database.transaction().execute(async (transaction) => {
    const ids = transaction
      .selectFrom("roomReplies")
      .select("answerId")
      .where("workspaceId", "=", workspaceId);
    await transaction
      .deleteFrom("verifiedAnswers")
      .where("workspaceId", "=", workspaceId)
      .execute();
    await transaction.deleteFrom("feedbackLog").where("answerId", "in", ids).execute();
    const { numDeletedRows } = await transaction
      .deleteFrom("answers")
      .where("id", "in", ids)
      .executeTakeFirstOrThrow();
    await transaction.deleteFrom("roomThreads").where("workspaceId", "=", workspaceId).execute();
    await transaction.deleteFrom("digests").where("workspaceId", "=", workspaceId).execute();
    await transaction.deleteFrom("setupLinks").where("workspaceId", "=", workspaceId).execute();
    await transaction
      .deleteFrom("rooms")
      .where((eb) => eb.or([eb("id", "=", workspaceId), eb(start(eb, "id", prefix), "=", prefix)]))
      .execute();
    await transaction
      .deleteFrom("deletedMessages")
      .where((eb) => eb(start(eb, "messageId", prefix), "=", prefix))
      .execute();
    await transaction
      .deleteFrom("jobs")
      .where("state", "=", "dead")
      .where((eb) => eb(eb.fn<number>("instr", ["payload", sql.val(`"${prefix}`)]), ">", 0))
      .execute();
    await transaction
      .deleteFrom("installations")
      .where("workspaceId", "=", workspaceId)
      .where("installedAt", "<=", removedAt)
      .execute();
    await transaction
      .deleteFrom("admins")
      .where((eb) => eb(start(eb, "person", prefix), "=", prefix))
      .execute();
    await transaction
      .deleteFrom("givenCommands")
      .where((eb) => eb(eb.fn<number>("instr", ["key", sql.val(prefix)]), ">", 0))
      .execute();
    await removeTenant(transaction, workspaceId);
    return Number(numDeletedRows);
  });
}

/** What is kept of a tenant of Teams; of another platform's workspace there is nothing. */
async function removeTenant(
  transaction: Kysely<DatabaseSchema>,
  workspaceId: string,
): Promise<void> {
  const prefix = `${workspaceId}:`;
  await transaction
    .deleteFrom("teamsConversations")
    .where("workspaceId", "=", workspaceId)
    .execute();
  await transaction.deleteFrom("teamsPeople").where("workspaceId", "=", workspaceId).execute();
  await transaction
    .deleteFrom("teamsSaid")
    .where((eb) => eb(start(eb, "roomId", prefix), "=", prefix))
    .execute();
  await transaction
    .deleteFrom("teamsChats")
    .where((eb) => eb(start(eb, "roomId", prefix), "=", prefix))
    .execute();
  await transaction
    .deleteFrom("teamsChatMessages")
    .where((eb) => eb(start(eb, "messageId", prefix), "=", prefix))
    .execute();
}

function start<Table extends keyof DatabaseSchema>(
  eb: ExpressionBuilder<DatabaseSchema, Table>,
  column: Parameters<typeof eb.ref>[0],
  prefix: string,
) {
  return eb.fn<string>("substr", [eb.ref(column), sql.lit(1), sql.lit(prefix.length)]);
}
