import type { Kysely } from "kysely";
import type { GroupStorage } from "../../ports/group-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";
import { changeGroups } from "./groups-version.ts";

export function createLinksStore(database: Kysely<DatabaseSchema>): GroupStorage["links"] {
  return {
    list: () =>
      database.selectFrom("identityLinks").selectAll().orderBy("one").orderBy("other").execute(),
    add: (link) =>
      changeGroups(database, async (transaction) => {
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto("identityLinks")
          .values({ ...link, ...inOrder(link.one, link.other) })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirstOrThrow();
        return numInsertedOrUpdatedRows === 1n;
      }),
    remove: (a, b) =>
      changeGroups(database, async (transaction) => {
        const { one, other } = inOrder(a, b);
        const { numDeletedRows } = await transaction
          .deleteFrom("identityLinks")
          .where("one", "=", one)
          .where("other", "=", other)
          .executeTakeFirstOrThrow();
        return numDeletedRows === 1n;
      }),
  };
}

/** Each pair has one row, whichever of the two is named first. */
function inOrder(a: string, b: string): { one: string; other: string } {
  return a < b ? { one: a, other: b } : { one: b, other: a };
}
