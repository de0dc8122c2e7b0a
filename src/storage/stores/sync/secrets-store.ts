import type { Kysely } from "kysely";
import type { DatabaseSchema } from "../../schema.ts";
import { keepSealed } from "../../secrets/sealer.ts";
import type { Storage } from "../../storage.ts";

export function createSecretsStore(database: Kysely<DatabaseSchema>): Storage["secrets"] {
  return {
    async get(source) {
      const row = await database
        .selectFrom("secrets")
        .select("sealed")
        .where("source", "=", source)
        .executeTakeFirst();
      return row?.sealed;
    },
    async set(source, sealed) {
      await keepSealed(sealed, database, (current) =>
        current
          .insertInto("secrets")
          .values({ source, sealed })
          .onConflict((conflict) => conflict.column("source").doUpdateSet({ sealed }))
          .execute(),
      );
    },
  };
}
