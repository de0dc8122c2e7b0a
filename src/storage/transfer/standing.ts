import { type Kysely, sql } from "kysely";
import { isPostgres } from "../in-turn.ts";
import { snakeCase } from "../names.ts";
import type { DatabaseSchema, StorageStandingTable } from "../schema.ts";
import { MOVED_MARK, StorageError } from "../storage-error.ts";
import { tableNames } from "./tables.ts";

type Standing = Pick<StorageStandingTable, "standing" | "other">;

const TRIGGER = "moved_away_";
/** Of the triggers that refuse writes, in Postgres. */
export const REFUSING = "refuse_since_moved";

/** Undefined: this database is the one that counts. */
export async function readStanding(
  database: Kysely<DatabaseSchema>,
): Promise<Standing | undefined> {
  return database.selectFrom("storageStanding").select(["standing", "other"]).executeTakeFirst();
}

/** @throws StorageError where another database counts, or none yet */
export async function refuseUnlessLive(
  database: Kysely<DatabaseSchema>,
  where: string,
): Promise<void> {
  const found = await readStanding(database);
  if (found === undefined) return;
  if (found.standing === "left") throw new StorageError("moved", sayMoved(where, found.other));
  throw new StorageError(
    "moved",
    `The state is still being moved from ${found.other} to ${where}: wait until \`storage move\` or \`restore\` has ended, or run it again if it was cut off.`,
  );
}

export async function writeStanding(
  database: Kysely<DatabaseSchema>,
  found: Standing | undefined,
): Promise<void> {
  await database.deleteFrom("storageStanding").execute();
  if (found !== undefined) {
    await database
      .insertInto("storageStanding")
      .values({ id: 1, ...found })
      .execute();
  }
}

/** No process writes here any more, also none that opened it before. Within a transaction. */
export async function refuseWrites(
  database: Kysely<DatabaseSchema>,
  where: string,
  other: string,
): Promise<void> {
  const message = `${MOVED_MARK}${sayMoved(where, other)}`;
  const isPg = isPostgres(database);
  if (isPg) {
    await sql`create or replace function ${sql.ref(REFUSING)}() returns trigger language plpgsql as
      $$ begin raise exception ${sql.lit(message)}; end $$`.execute(database);
  }
  const create = (table: string, event: string, act: string) =>
    sql`create trigger ${sql.ref(`${TRIGGER}${table}_${event}`)} before ${sql.raw(event)} on ${sql.table(table)}
      ${sql.raw(act)}`.execute(database);
  for (const table of tableNames.map(snakeCase)) {
    for (const event of ["insert", "update", "delete"]) {
      if (isPg) await create(table, event, `for each statement execute function ${REFUSING}()`);
      else {
        const abort = `begin select raise(abort, '${message.replaceAll("'", "''")}'); end`;
        await create(table, event, abort);
      }
    }
  }
}

function sayMoved(where: string, other: string): string {
  return `The state has moved from ${where} to ${other}: start Footnote with DATABASE_URL set to where it is now, or without it for a data folder.`;
}
