import { closeSync, existsSync, mkdirSync, openSync, readSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { DatabaseEngine } from "../../src/storage/database-engine.ts";
import { openPostgres } from "../../src/storage/postgres/open-postgres.ts";
import { openSqlite as openFile } from "../../src/storage/sqlite/open-sqlite.ts";
import { createUnlessThere, databaseOf, onServer } from "./databases.ts";

/*
 * Stands for `src/storage/sqlite/open-sqlite.ts` while the suite runs elsewhere: what a test, or a
 * process that it starts, keeps in a file is kept in a database of that file's own.
 */

const CONNECTIONS = 5;
const opened = new Map<string, string>();

export async function openSqlite(file: string): Promise<DatabaseEngine> {
  // Copies for backups, and what was unpacked of one, are files on any engine.
  if (file.endsWith(".draft") || isDatabaseFile(file)) return openFile(file);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const { name, url } = databaseOf(file);
  if (!opened.has(name)) {
    await createUnlessThere(name);
    opened.set(name, dirname(resolve(file)));
  }
  const engine = await openPostgres({ url, connections: CONNECTIONS });
  return { ...engine, where: dirname(file) };
}

/** Drops databases whose folders are gone, as their files would be. */
export async function dropAbandoned(): Promise<void> {
  const gone = [...opened].filter(([, folder]) => !existsSync(folder));
  if (gone.length === 0) return;
  await onServer(async (client) => {
    for (const [name] of gone) {
      await client.query(`drop database if exists ${name} with (force)`);
      opened.delete(name);
    }
  });
}

function isDatabaseFile(file: string): boolean {
  if (!existsSync(file)) return false;
  const start = Buffer.alloc(15);
  const descriptor = openSync(file, "r");
  readSync(descriptor, start);
  closeSync(descriptor);
  return start.toString("latin1") === "SQLite format 3";
}
