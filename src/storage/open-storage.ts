import { dirname, join } from "node:path";
import type { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { createStores } from "./create-stores.ts";
import type { DatabaseEngine } from "./database-engine.ts";
import { isPostgres } from "./in-turn.ts";
import { createAudit } from "./migrations/2026-11-22-xc-audit.ts";
import { MIGRATIONS } from "./migrations/migrations.ts";
import type { PostgresAddress } from "./postgres/open-pool.ts";
import { openPostgres } from "./postgres/open-postgres.ts";
import type { DatabaseSchema } from "./schema.ts";
import { rotateSecrets } from "./secrets/rotate-secrets.ts";
import { createSealer, type Sealer } from "./secrets/sealer.ts";
import { type Rotation, readSealingStatus, type SealingStatus } from "./secrets/sealing-status.ts";
import { createSecretKeys, type SecretKeys } from "./secrets/secret-keys.ts";
import { settleKeys } from "./secrets/settle-keys.ts";
import { openSqlite } from "./sqlite/open-sqlite.ts";
import type { Storage } from "./storage.ts";
import { StorageError } from "./storage-error.ts";
import { readHead } from "./stores/audit/audit-head.ts";
import { type AuditTrail, createAuditTrail } from "./stores/audit/audit-trail.ts";
import { createHeadFile, type HeadFile } from "./stores/audit/head-file.ts";
import { sealOlderLog } from "./stores/audit/seal-older-log.ts";
import { refuseUnlessLive } from "./transfer/standing.ts";

const HEAD_FILE = "audit.head";
const AUDIT_MIGRATION = "2026-11-22-xc-audit";

/** `database` is what the queue, which shares it, is built on. */
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

export interface StorageOptions {
  /** Of SQLite; the key of secrets and where the audit log ended lie beside it in any case. */
  file: string;
  /** Without them the key lies in `secret.key`. */
  secretKeys?: SecretKeys | undefined;
  /** Keeps the state there instead of in the file. */
  postgres?: PostgresAddress | undefined;
}

/** Opens the state of record, made or brought up to date where needed; throws StorageError. */
export async function openStorage(options: StorageOptions): Promise<OpenStorage> {
  const { file, postgres } = options;
  const keys = options.secretKeys ?? createSecretKeys({ file: join(dirname(file), "secret.key") });
  const engine = await openEngine({ file, postgres });
  const { database } = engine;
  try {
    const headFile = createHeadFile(headFileOf(file));
    const trail = createAuditTrail(database, createSealer(database, keys), headFile);
    await bringUpToDate(engine, trail);
    await refuseUnlessLive(database, engine.where);
    await settleKeys(database, keys.file);
    if (postgres !== undefined) await noteHeadHere(database, headFile);
    return assemble(engine, keys, trail);
  } catch (error) {
    await database.destroy();
    throw error;
  }
}

/** Only the database, as it is. @throws StorageError */
export function openEngine({
  file,
  postgres,
}: Pick<StorageOptions, "file" | "postgres">): Promise<DatabaseEngine> {
  return postgres === undefined ? openSqlite(file) : openPostgres(postgres);
}

function assemble(engine: DatabaseEngine, keys: SecretKeys, trail: AuditTrail): OpenStorage {
  const { database, scrub, backup } = engine;
  const stores = createStores(database, trail);
  const { rooms, privacy } = stores;
  let closed: Promise<void> | undefined;
  return {
    ...stores,
    rooms: {
      ...rooms,
      async removeWorkspace(workspaceId, removedAt) {
        const questions = await rooms.removeWorkspace(workspaceId, removedAt);
        await scrub();
        return questions;
      },
    },
    privacy: { ...privacy, scrub },
    database,
    sealer: trail.sealer,
    sealing: {
      status: () => readSealingStatus(database, keys),
      rotate: (wish) => rotateSecrets(wish, { database, keys, trail }),
    },
    backup,
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

async function bringUpToDate(
  { database, schema, where }: DatabaseEngine,
  trail: AuditTrail,
): Promise<void> {
  if (schema === "current") return;
  if (schema === "newer") {
    throw new StorageError(
      "newer-version",
      `The data in ${where} was written by a newer Footnote: upgrade Footnote, or restore a backup that this version made.`,
    );
  }
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
  if (error !== undefined) throw error;
}

/** A machine that comes to a database others have used knows from then on where its log ended. */
async function noteHeadHere(database: Kysely<DatabaseSchema>, headFile: HeadFile): Promise<void> {
  if (headFile.read() !== undefined) return;
  const head = await readHead(database);
  if (head !== undefined) headFile.keep(head);
}

/** Lets whoever holds SQLite's one connection finish their transaction first; a pool does so itself. */
async function close(database: Kysely<DatabaseSchema>): Promise<void> {
  if (!isPostgres(database)) await database.connection().execute(async () => {});
  await database.destroy();
}
