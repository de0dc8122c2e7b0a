import type { Kysely } from "kysely";
import type { OwnerStorage } from "../ports/owner-storage.ts";
import type { DatabaseSchema } from "../schema.ts";

export function createOwnersStore(database: Kysely<DatabaseSchema>): OwnerStorage {
  const all = () => database.selectFrom("sourceOwners").selectAll();
  return {
    get: (source) => all().where("source", "=", source).executeTakeFirst(),
    list: () => all().orderBy("source").execute(),
    set: (owner) =>
      database.transaction().execute(async (transaction) => {
        const { source } = owner;
        // A source that goes meanwhile takes its owner along.
        const there = await transaction
          .selectFrom("sources")
          .select("name")
          .where("name", "=", source)
          .executeTakeFirst();
        if (there === undefined) return false;
        await transaction
          .insertInto("sourceOwners")
          .values(owner)
          .onConflict((conflict) => conflict.column("source").doUpdateSet(owner))
          .execute();
        return true;
      }),
    async remove(source) {
      const { numDeletedRows } = await database
        .deleteFrom("sourceOwners")
        .where("source", "=", source)
        .executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    },
    async identify(address, { person, timeZone }) {
      await database
        .updateTable("sourceOwners")
        .set({ person, timeZone })
        .where("person", "=", address)
        .execute();
    },
    async finish(person, doneUntil) {
      await database
        .updateTable("sourceOwners")
        .set({ doneUntil })
        .where("person", "=", person)
        .where("doneUntil", "<", doneUntil)
        .execute();
    },
  };
}
