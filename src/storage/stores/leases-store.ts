import type { Kysely } from "kysely";
import type { DatabaseSchema } from "../schema.ts";
import type { Storage } from "../storage.ts";

export function createLeasesStore(database: Kysely<DatabaseSchema>): Storage["leases"] {
  return {
    async acquire(name, owner, ttlMs, now) {
      const expiresAt = now + ttlMs;
      // One statement, so that of two processes exactly one sees its row written.
      const result = await database
        .insertInto("leases")
        .values({ name, owner, expiresAt })
        .onConflict((conflict) =>
          conflict
            .column("name")
            .doUpdateSet({ owner, expiresAt })
            .where((eb) =>
              eb.or([eb("leases.owner", "=", owner), eb("leases.expiresAt", "<=", now)]),
            ),
        )
        .executeTakeFirstOrThrow();
      return result.numInsertedOrUpdatedRows === 1n;
    },
    async release(name, owner) {
      await database
        .deleteFrom("leases")
        .where("name", "=", name)
        .where("owner", "=", owner)
        .execute();
    },
    async holder(name, now) {
      const row = await database
        .selectFrom("leases")
        .select("owner")
        .where("name", "=", name)
        .where("expiresAt", ">", now)
        .executeTakeFirst();
      return row?.owner;
    },
  };
}
