import { join } from "node:path";
import { type Kysely, sql } from "kysely";
import { isPostgres } from "../../src/storage/in-turn.ts";
import { openEngine } from "../../src/storage/open-storage.ts";
import type { DatabaseSchema } from "../../src/storage/schema.ts";
import { isElsewhere } from "../elsewhere/databases.ts";
import { filesOf, type Place } from "./find-secrets.ts";

type Database = Kysely<DatabaseSchema>;

/** The state of a data folder, in whichever database, as it is. */
export async function withState<Result>(
  dataDir: string,
  act: (database: Database) => Promise<Result>,
): Promise<Result> {
  const { database } = await openEngine({ file: join(dataDir, "state.sqlite") });
  try {
    return await act(database);
  } finally {
    await database.destroy();
  }
}

/** Rows of a statement that is the same in both dialects. */
export function askState<Row>(dataDir: string, statement: string): Promise<Row[]> {
  return withState(dataDir, async (database) => {
    const { rows } = await sql.raw<Row>(statement).execute(database);
    return rows;
  });
}

/** What lies in a data folder: its files, and each table of a state that is no file. */
export async function readStored(dataDir: string, but: readonly string[] = []): Promise<Place[]> {
  const files = filesOf(dataDir, but);
  return isElsewhere() ? [...files, ...(await withState(dataDir, readTables))] : files;
}

/** Without those of migrations. */
export async function listTables(database: Database): Promise<string[]> {
  const tables = await database.introspection.getTables();
  return tables.map(({ name }) => name).sort();
}

/** As somebody may who owns the database. */
export async function dropTriggers(database: Database): Promise<void> {
  // With what they call, which goes by a name of its own there.
  const ofPostgres = sql<{ drop: string }>`
    select distinct format('drop function %s cascade', tgfoid::regprocedure) as drop
      from pg_trigger where not tgisinternal`;
  const ofSqlite = sql<{ drop: string }>`
    select 'drop trigger ' || name as "drop" from sqlite_master where type = 'trigger'`;
  const { rows } = await (isPostgres(database) ? ofPostgres : ofSqlite).execute(database);
  for (const { drop } of rows) await sql.raw(drop).execute(database);
}

async function readTables(database: Database): Promise<Place[]> {
  const places: Place[] = [];
  for (const name of await listTables(database)) {
    const { rows } = await sql<object>`select * from ${sql.table(name)}`.execute(database);
    const values = rows.flatMap((row) => Object.values(row));
    // Named after the file that holds the same where there are files.
    const file = name.startsWith("catalogue_") ? "index.sqlite" : "state.sqlite";
    places.push({ name: `${name} for ${file}`, bytes: Buffer.concat(values.map(toBytes)) });
  }
  return places;
}

function toBytes(value: unknown): Buffer {
  return Buffer.isBuffer(value) ? value : Buffer.from(`${value}\n`);
}
