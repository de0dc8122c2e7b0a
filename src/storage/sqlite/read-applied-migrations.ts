import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { translateSqliteError } from "./translate-sqlite-error.ts";

const BUSY_TIMEOUT_MS = 5_000;

/** Names of the migrations a file has seen, oldest first; undefined when there is no file. Writes nothing. */
export function readAppliedMigrations(file: string): string[] | undefined {
  if (!existsSync(file)) return undefined;
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    const table = database
      .prepare("select 1 from sqlite_master where type = 'table' and name = 'kysely_migration'")
      .get();
    if (table === undefined) return [];
    const rows = database.prepare("select name from kysely_migration order by name").all();
    return rows.map((row) => String(row.name));
  } catch (error) {
    throw translateSqliteError(error, file);
  } finally {
    database?.close();
  }
}
