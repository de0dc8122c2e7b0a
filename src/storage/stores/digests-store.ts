import type { Kysely } from "kysely";
import { nullToUndefined, undefinedToNull } from "../column-values.ts";
import type { DigestStorage } from "../ports/digest-storage.ts";
import type { DatabaseSchema } from "../schema.ts";

export function createDigestsStore(database: Kysely<DatabaseSchema>): DigestStorage {
  return {
    async get(workspaceId) {
      const row = await database
        .selectFrom("digests")
        .selectAll()
        .where("workspaceId", "=", workspaceId)
        .executeTakeFirst();
      return row && nullToUndefined(row);
    },
    async list() {
      const rows = await database
        .selectFrom("digests")
        .selectAll()
        .orderBy("workspaceId")
        .execute();
      return rows.map(nullToUndefined);
    },
    async set(digest) {
      const row = undefinedToNull(digest);
      await database
        .insertInto("digests")
        .values(row)
        .onConflict((conflict) => conflict.column("workspaceId").doUpdateSet(row))
        .execute();
    },
    async finish({ workspaceId, setAt }, doneUntil) {
      const { numUpdatedRows } = await database
        .updateTable("digests")
        .set({ doneUntil })
        .where("workspaceId", "=", workspaceId)
        .where("setAt", "=", setAt)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },
    async remove({ workspaceId, setAt }) {
      const { numDeletedRows } = await database
        .deleteFrom("digests")
        .where("workspaceId", "=", workspaceId)
        .where("setAt", "=", setAt)
        .executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    },
  };
}
