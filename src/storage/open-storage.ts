import { dirname, join } from "node:path";
import { CamelCasePlugin, Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { createStores } from "./create-stores.ts";
import { createAudit } from "./migrations/2026-11-22-xc-audit.ts";
import { MIGRATIONS } from "./migrations/migrations.ts";
import type { DatabaseSchema } from "./schema.ts";
import { readSchemaState } from "./schema-state.ts";
import { rotateSecrets } from "./secrets/rotate-secrets.ts";
import { createSealer, type Sealer } from "./secrets/sealer.ts";
import { type Rotation, readSealingStatus, type SealingStatus } from "./secrets/sealing-status.ts";
import { createSecretKeys, type SecretKeys } from "./secrets/secret-keys.ts";
import { settleKeys } from "./secrets/settle-keys.ts";
import { copyDatabase } from "./sqlite/copy-database.ts";
import { emptyLog } from "./sqlite/empty-log.ts";
import { createNodeSqliteDialect } from "./sqlite/node-sqlite-dialect.ts";
import { openSqliteFile } from "./sqlite/open-sqlite-file.ts";
import type { Storage } from "./storage.ts";
import { StorageError } from "./storage-error.ts";
import { type AuditTrail, createAuditTrail } from "./stores/audit/audit-trail.ts";
import { createHeadFile } from "./stores/audit/head-file.ts";
import { sealOlderLog } from "./stores/audit/seal-older-log.ts";

const HEAD_FILE = "audit.head";
const AUDIT_MIGRATION = "2026-11-22-xc-audit";

/** `database` is what the queue, which shares the file, is built on. */
export type OpenStorage = Storage & {
  database: Kysely<DatabaseSchema>;
  sealer: Sealer;
  sealing: {
    /** What is sealed, with which keys, and what of it cannot be opened. */
    status(): Promise<SealingStatus>;
    /** Seals everything with a new key. @throws StorageError */
    rotate(options: { at: number; actor: string; leaveUnreadable: boolean }): Promise<Rotation>;
  };
};

/**
 * Opens the state of record, made or brought up to date where needed; throws StorageError. Without
 * `secretKeys` the key lies in `secret.key` beside the file.
 */
export async function openStorage(options: {
  file: string;
  secretKeys?: SecretKeys;
}): Promise<OpenStorage> {
  const { file } = options;
  const keys = options.secretKeys ?? createSecretKeys({ file: join(dirname(file), "secret.key") });
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
  const sealer = createSealer(database, keys);
  const headFile = createHeadFile(headFileOf(file));
  const trail = createAuditTrail(database, sealer, headFile);
  if (state !== "current") await migrate(database, trail);
  await settleKeys(database, keys.file);
  const stores = createStores(database, trail);
  const { rooms, privacy } = stores;
  let closed: Promise<void> | undefined;
  return {
    ...stores,
    rooms: {
      ...rooms,
      async removeWorkspace(workspaceId, removedAt) {
        const questions = await rooms.removeWorkspace(workspaceId, removedAt);
        await emptyLog(database);
        return questions;
      },
    },
    privacy: { ...privacy, scrub: () => emptyLog(database) },
    database,
    sealer,
    sealing: {
      status: () => readSealingStatus(database, keys),
      rotate: (wish) => rotateSecrets(wish, { database, keys, trail }),
    },
    backup: (target) => copyDatabase(database, target),
    close() {
      closed ??= close(database);
      return closed;
    },
  };
}

/** Where the audit log ended, beside the database. */
export function headFileOf(file: string): string {
  return join(dirname(file), HEAD_FILE);
}

async function migrate(database: Kysely<DatabaseSchema>, trail: AuditTrail): Promise<void> {
  const createAndSeal = {
    async up(transaction: Kysely<unknown>) {
      await createAudit(transaction);
      await sealOlderLog(trail, transaction as Kysely<DatabaseSchema>);
    },
  };
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => ({ ...MIGRATIONS, [AUDIT_MIGRATION]: createAndSeal }) },
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
