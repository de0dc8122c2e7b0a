import type { Kysely } from "kysely";
import { fromJson, nullToUndefined, toJson, undefinedToNull } from "../column-values.ts";
import type { AdministrationStorage } from "../ports/administration-storage.ts";
import type { DatabaseSchema } from "../schema.ts";
import { createAdminsStore } from "./admins-store.ts";
import { createDigestsStore } from "./digests-store.ts";
import { createOwnersStore } from "./owners-store.ts";

export function createAdministrationStore(database: Kysely<DatabaseSchema>): AdministrationStorage {
  const change = (key: string) => database.updateTable("givenCommands").where("key", "=", key);
  return {
    admins: createAdminsStore(database),
    digests: createDigestsStore(database),
    owners: createOwnersStore(database),
    commands: {
      async get(key) {
        const row = await database
          .selectFrom("givenCommands")
          .select(["reply", "state", "givenAt", "settledAt"])
          .where("key", "=", key)
          .executeTakeFirst();
        return row && { ...nullToUndefined(row), reply: fromJson(row.reply) };
      },
      async keep(key, reply, givenAt) {
        const row = { key, reply: toJson(reply), state: null, givenAt, settledAt: null };
        await database
          .insertInto("givenCommands")
          .values(row)
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      },
      async saveState(key, state) {
        await change(key).set({ state }).execute();
      },
      async settle(key, settledAt) {
        await change(key).set({ settledAt, reply: null }).execute();
      },
      async prune(before) {
        await database.deleteFrom("givenCommands").where("givenAt", "<", before).execute();
      },
    },
    syncProgress: {
      async get(source) {
        const row = await database
          .selectFrom("syncProgress")
          .select(["done", "total", "notedAt"])
          .where("source", "=", source)
          .executeTakeFirst();
        return row && nullToUndefined(row);
      },
      async note(source, progress) {
        const row = undefinedToNull(progress);
        await database
          .insertInto("syncProgress")
          .values({ source, ...row })
          .onConflict((conflict) => conflict.column("source").doUpdateSet(row))
          .execute();
      },
    },
  };
}
