import type { Kysely } from "kysely";
import { nullToUndefined } from "../../column-values.ts";
import type { GroupStorage } from "../../ports/group-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";

export function createGroupSyncsStore(database: Kysely<DatabaseSchema>): GroupStorage["syncs"] {
  return {
    async list() {
      const rows = await database.selectFrom("groupSyncs").selectAll().orderBy("source").execute();
      return rows.map((row) => ({ ...nullToUndefined(row), wanted: JSON.parse(row.wanted) }));
    },
    async begin(source, wanted, startedAt) {
      // An earlier error stands until it is known how this one ends.
      const change = { startedAt, finishedAt: null, wanted: JSON.stringify(wanted) };
      await database
        .insertInto("groupSyncs")
        .values({ source, ...change, error: null })
        .onConflict((conflict) => conflict.column("source").doUpdateSet(change))
        .execute();
    },
    async finish(source, finishedAt, error) {
      await database
        .updateTable("groupSyncs")
        .set({ finishedAt, error: error ?? null })
        .where("source", "=", source)
        .execute();
    },
  };
}
