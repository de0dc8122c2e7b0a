import { existsSync } from "node:fs";
import type { Kysely } from "kysely";
import type { DatabaseSchema } from "../schema.ts";
import { openSqlite } from "../sqlite/open-sqlite.ts";
import { removeSqliteFile } from "../sqlite/remove-sqlite-file.ts";
import { StorageError } from "../storage-error.ts";
import { copyRows } from "./copy-rows.ts";
import { createTables, inSnapshot } from "./fill-database.ts";

/** Writes one consistent copy of any database as a SQLite file, which appears only when it is whole. */
export async function copyToFile(database: Kysely<DatabaseSchema>, file: string): Promise<void> {
  if (existsSync(file)) {
    throw new StorageError(
      "unavailable",
      `${file} exists already: name a new file for the backup.`,
    );
  }
  const draft = `${file}.draft`;
  const copy = await openSqlite(draft);
  try {
    await createTables(copy.database);
    await inSnapshot(database, (from) =>
      copy.database.transaction().execute((to) => copyRows(from, to)),
    );
    // One file, without a log beside it.
    await copy.backup(file);
  } finally {
    await copy.database.destroy();
    await removeSqliteFile(draft);
  }
}
