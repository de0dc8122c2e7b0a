import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { type Kysely, sql } from "kysely";
import type { DatabaseSchema } from "../schema.ts";
import { StorageError } from "../storage-error.ts";

/** Writes one consistent copy while others write; `file` appears only when it is whole. */
export async function copyDatabase(database: Kysely<DatabaseSchema>, file: string): Promise<void> {
  if (existsSync(file)) {
    throw new StorageError(
      "unavailable",
      `${file} exists already: name a new file for the backup.`,
    );
  }
  const partial = `${file}.partial-${randomUUID()}`;
  try {
    await sql`vacuum into ${partial}`.execute(database);
    await flush(partial);
    await rename(partial, file);
  } catch (error) {
    // The folder may be what is missing: the first error is the one to tell.
    await rm(partial, { force: true }).catch(() => {});
    throw new StorageError(
      error instanceof StorageError ? error.code : "unavailable",
      `Cannot write the backup ${file}: check that its folder exists, may be written to and has room.`,
      { cause: error },
    );
  }
}

/** VACUUM INTO leaves this to the operating system's leisure. */
async function flush(file: string): Promise<void> {
  const handle = await open(file, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
