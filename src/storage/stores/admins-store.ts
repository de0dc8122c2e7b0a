import { type Kysely, sql } from "kysely";
import type { AdministrationStorage } from "../ports/administration-storage.ts";
import type { DatabaseSchema } from "../schema.ts";

export function createAdminsStore(
  database: Kysely<DatabaseSchema>,
): AdministrationStorage["admins"] {
  return {
    get: (person) =>
      database.selectFrom("admins").selectAll().where("person", "=", person).executeTakeFirst(),
    list(workspaceId) {
      const all = database.selectFrom("admins").selectAll().orderBy("addedAt").orderBy("person");
      if (workspaceId === undefined) return all.execute();
      // Ids of a workspace's people begin with its own.
      const prefix = `${workspaceId}:`;
      const start = sql<string>`substr(person, 1, ${sql.lit(prefix.length)})`;
      return all.where(start, "=", prefix).execute();
    },
    async add(admin) {
      const result = await database
        .insertInto("admins")
        .values(admin)
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      return result.numInsertedOrUpdatedRows === 1n;
    },
    async remove(person) {
      const result = await database
        .deleteFrom("admins")
        .where("person", "=", person)
        .executeTakeFirstOrThrow();
      return result.numDeletedRows === 1n;
    },
  };
}
