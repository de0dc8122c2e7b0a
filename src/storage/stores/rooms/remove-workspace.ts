import type { Kysely } from "kysely";
import { DATA_KINDS } from "../../privacy/data-kinds.ts";
import { clearRows } from "../../privacy/rows.ts";
import type { DatabaseSchema } from "../../schema.ts";

/**
 * In one act, whatever a kind of data has of a workspace: questions with all that hangs on them, what
 * was logged of them, threads and rooms, what waits or could not be handled, admins and their
 * commands, the digest, conversations and people of Teams, and the token. How many questions it was.
 */
export async function removeWorkspace(
  database: Kysely<DatabaseSchema>,
  workspaceId: string,
  removedAt: number,
): Promise<number> {
  return database.transaction().execute(async (transaction) => {
    let answers = 0;
    for (const { ofWorkspace } of DATA_KINDS) {
      for (const rows of ofWorkspace?.(workspaceId, removedAt) ?? []) {
        const removed = await clearRows(rows, transaction);
        if (rows.table === "answers") answers += removed;
      }
    }
    return answers;
  });
}
