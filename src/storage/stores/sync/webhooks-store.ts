import type { Kysely } from "kysely";
import { nullToUndefined, undefinedToNull } from "../../column-values.ts";
import type { DatabaseSchema } from "../../schema.ts";
import { keepSealed } from "../../secrets/sealer.ts";
import type { Storage } from "../../storage.ts";

export function createWebhooksStore(database: Kysely<DatabaseSchema>): Storage["webhooks"] {
  return {
    async get(source) {
      const row = await database
        .selectFrom("webhooks")
        .select(["sealed", "openUntil"])
        .where("source", "=", source)
        .executeTakeFirst();
      return row && nullToUndefined(row);
    },
    async set(source, webhook) {
      const row = undefinedToNull(webhook);
      await keepSealed(row.sealed, database, (current) =>
        current
          .insertInto("webhooks")
          .values({ source, ...row })
          .onConflict((conflict) => conflict.column("source").doUpdateSet(row))
          .execute(),
      );
    },
  };
}
