import type { Kysely } from "kysely";
import { MIGRATIONS } from "../../../src/storage/migrations/migrations.ts";

/** The command line of the version after this one, which has a migration more. */
Object.assign(MIGRATIONS, {
  "2999-01-01-next": {
    async up({ schema }: Kysely<unknown>): Promise<void> {
      await schema.createTable("next_things").addColumn("id", "integer").execute();
      await schema.alterTable("answers").addColumn("next_mark", "text").execute();
      await schema
        .alterTable("jobs")
        .addColumn("next_count", "integer", (column) => column.notNull().defaultTo(0))
        .execute();
      await schema.createIndex("answers_by_next").on("answers").column("next_mark").execute();
    },
  },
});
await import("../../../src/entrypoints/cli.ts");
