import { type Kysely, sql } from "kysely";
import { isPostgres } from "../in-turn.ts";
import { snakeCase } from "../names.ts";
import type { DatabaseSchema } from "../schema.ts";
import { stopNoting } from "./change-log.ts";
import { REFUSING, readStanding } from "./standing.ts";
import { tableNames } from "./tables.ts";

const OF_MIGRATIONS = ["kysely_migration", "kysely_migration_lock"];
const FUNCTIONS = ["refuse_change", "refuse_unless_last", REFUSING];

/** Whether what is here may go: another database counts, or it holds nothing but the sample. */
export async function mayBeReplaced(database: Kysely<DatabaseSchema>): Promise<boolean> {
  if ((await readStanding(database)) !== undefined) return true;
  const own = database.selectFrom("sources").where("sample", "=", 0);
  const found = [
    await own.select("name").limit(1).executeTakeFirst(),
    await database.selectFrom("answers").select("id").limit(1).executeTakeFirst(),
    await database.selectFrom("rooms").select("id").limit(1).executeTakeFirst(),
  ];
  return found.every((row) => row === undefined);
}

/** Drops all that Footnote has made there, and nothing else, as one act. */
export async function clearDatabase(database: Kysely<DatabaseSchema>): Promise<void> {
  await stopNoting(database);
  const own = [...tableNames.toReversed().map(snakeCase), "storage_standing", ...OF_MIGRATIONS];
  await database.transaction().execute(async (transaction) => {
    for (const name of own) {
      await sql`drop table if exists ${sql.table(name)}`.execute(transaction);
    }
    if (!isPostgres(database)) return;
    for (const name of FUNCTIONS) {
      await sql`drop function if exists ${sql.ref(name)}`.execute(transaction);
    }
  });
}
