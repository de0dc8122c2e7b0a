import { dirname } from "node:path";
import { CamelCasePlugin, Kysely, sql } from "kysely";
import { Migrator } from "kysely/migration";
import { createStores } from "./create-stores.ts";
import { MIGRATIONS } from "./migrations/migrations.ts";
import type { DatabaseSchema } from "./schema.ts";
import { readSchemaState } from "./schema-state.ts";
import { copyDatabase } from "./sqlite/copy-database.ts";
import { createNodeSqliteDialect } from "./sqlite/node-sqlite-dialect.ts";
import { openSqliteFile } from "./sqlite/open-sqlite-file.ts";
import type { Storage } from "./storage.ts";
import { StorageError } from "./storage-error.ts";

/** `database` is what the queue, which shares the file, is built on. */
export type OpenStorage = Storage & { database: Kysely<DatabaseSchema> };

/** Opens the state of record, made or brought up to date where needed; throws StorageError. */
export async function openStorage(options: { file: string }): Promise<OpenStorage> {
  const { file } = options;
  const { state } = readSchemaState(file);
  if (state === "newer") {
    throw new StorageError(
      "newer-version",
      `The data in ${dirname(file)} was written by a newer Footnote: upgrade Footnote, or restore a backup that this version made.`,
    );
  }
  const database = new Kysely<DatabaseSchema>({
    dialect: createNodeSqliteDialect(await openSqliteFile(file), file),
    plugins: [new CamelCasePlugin()],
  });
  if (state !== "current") await migrate(database);
  const stores = createStores(database);
  const { rooms } = stores;
  let closed: Promise<void> | undefined;
  return {
    ...stores,
    rooms: {
      ...rooms,
      async removeWorkspace(workspaceId, removedAt) {
        const questions = await rooms.removeWorkspace(workspaceId, removedAt);
        // Until its log is emptied, what was written lately can be read from that.
        await sql`pragma wal_checkpoint(truncate)`.execute(database);
        return questions;
      },
    },
    database,
    backup: (target) => copyDatabase(database, target),
    close() {
      closed ??= close(database);
      return closed;
    },
  };
}

async function migrate(database: Kysely<DatabaseSchema>): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => ({ ...MIGRATIONS }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  await database.destroy();
  throw error;
}

/** Lets whoever holds the connection finish their transaction first. */
async function close(database: Kysely<DatabaseSchema>): Promise<void> {
  await database.connection().execute(async () => {});
  await database.destroy();
}
