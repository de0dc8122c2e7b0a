import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import type { DatabaseSchema } from "../../schema.ts";
import type { Storage } from "../../storage.ts";

export function createAccessListsStore(database: Kysely<DatabaseSchema>): Storage["accessLists"] {
  return {
    async idOf(principals) {
      const list = JSON.stringify([...new Set(principals)].sort());
      const digest = createHash("sha256").update(list).digest("hex");
      const find = database.selectFrom("accessLists").select("id").where("digest", "=", digest);
      const known = await find.executeTakeFirst();
      if (known) return known.id;
      // Whoever comes second inserts nothing and reads the first one's id.
      await database
        .insertInto("accessLists")
        .values({ digest, principals: list })
        .onConflict((conflict) => conflict.column("digest").doNothing())
        .execute();
      return (await find.executeTakeFirstOrThrow()).id;
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
