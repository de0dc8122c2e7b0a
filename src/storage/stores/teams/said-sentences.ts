import type { Kysely } from "kysely";
import { nullToUndefined } from "../../column-values.ts";
import type { TeamsStorage } from "../../ports/teams-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";

export function createSaidSentences(database: Kysely<DatabaseSchema>): TeamsStorage["said"] {
  return {
    claim: (key, roomId, most, notedAt = Date.now()) =>
      database.transaction().execute(async (transaction) => {
        const row = await transaction
          .insertInto("teamsSaid")
          .values({ key, roomId, tries: 1, said: 0, activityId: null, notedAt })
          .onConflict((conflict) =>
            conflict
              .column("key")
              .doUpdateSet((eb) => ({ roomId, notedAt, tries: eb("teamsSaid.tries", "+", 1) }))
              .where("teamsSaid.said", "=", 0)
              .where("teamsSaid.tries", "<", most),
          )
          .returning("tries")
          .executeTakeFirst();
        return row && row.tries - 1;
      }),
    async note(key, activityId) {
      await database
        .updateTable("teamsSaid")
        .set({ said: 1, activityId: activityId ?? null })
        .where("key", "=", key)
        .execute();
    },
    async release(key) {
      await database
        .updateTable("teamsSaid")
        .set((eb) => ({ tries: eb("tries", "-", 1) }))
        .where("key", "=", key)
        .where("said", "=", 0)
        .where("tries", ">", 0)
        .execute();
    },
    async find(keys) {
      if (keys.length === 0) return [];
      const rows = await database
        .selectFrom("teamsSaid")
        .select(["key", "roomId", "activityId"])
        .where("key", "in", keys)
        .execute();
      return rows.map(nullToUndefined);
    },
    async remove(keys) {
      if (keys.length === 0) return;
      await database.deleteFrom("teamsSaid").where("key", "in", keys).execute();
    },
  };
}
