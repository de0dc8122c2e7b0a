import type { Kysely } from "kysely";
import { clearAll } from "../../privacy/privacy-store.ts";
import { workspaceOf } from "../../privacy/whose.ts";
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
  const removed = await database
    .transaction()
    .execute((transaction) => clearAll(workspaceOf(workspaceId, removedAt), transaction));
  return removed.find(({ kind }) => kind === "questions")?.count ?? 0;
}
