import { createHash, randomInt } from "node:crypto";
import type { Kysely } from "kysely";
import type { DatabaseSchema } from "../../schema.ts";
import type { Storage } from "../../storage.ts";

/** Of Postgres' integers. */
const HIGHEST_ID = 2 ** 31 - 1;

export function createAccessListsStore(database: Kysely<DatabaseSchema>): Storage["accessLists"] {
  return {
    async idOf(principals) {
      const list = JSON.stringify([...new Set(principals)].sort());
      const digest = createHash("sha256").update(list).digest("hex");
      const find = database.selectFrom("accessLists").select("id").where("digest", "=", digest);
      const known = await find.executeTakeFirst();
      if (known) return known.id;
      for (;;) {
        // Not one after the other: a state that was set back would give another list the number that
        // an index still knows for a list of before.
        const id = randomInt(1, HIGHEST_ID);
        // Whoever comes second inserts nothing and reads the first one's id.
        await database
          .insertInto("accessLists")
          .values({ id, digest, principals: list })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        const made = await find.executeTakeFirst();
        if (made) return made.id;
      }
    },
    async list() {
      const rows = await database
        .selectFrom("accessLists")
        .select(["id", "principals"])
        .orderBy("id")
        .execute();
      return rows.map((row) => ({ id: row.id, principals: JSON.parse(row.principals) }));
    },
  };
}
