import { setTimeout as sleep } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import { createStorageQueue } from "../../../src/queue/storage-queue/create-storage-queue.ts";
import { snakeCase } from "../../../src/storage/names.ts";
import { type OpenStorage, openEngine } from "../../../src/storage/open-storage.ts";
import type { PostgresAddress } from "../../../src/storage/postgres/open-pool.ts";
import type { DatabaseSchema } from "../../../src/storage/schema.ts";
import { StorageError } from "../../../src/storage/storage-error.ts";
import { readKeys, tableNames } from "../../../src/storage/transfer/tables.ts";

/** Every row of every table that is moved, in the order of keys. */
export async function dump(
  place: { file: string; postgres?: PostgresAddress },
  without: readonly string[] = [],
): Promise<Record<string, unknown[]>> {
  const { database } = await openEngine(place);
  try {
    const keys = await readKeys(database);
    const tables: Record<string, unknown[]> = {};
    for (const table of tableNames.filter((name) => !without.includes(name))) {
      tables[table] = await readAll(snakeCase(table), keys, database);
    }
    return tables;
  } finally {
    await database.destroy();
  }
}

async function readAll(
  table: string,
  keys: ReadonlyMap<string, string[]>,
  database: Kysely<DatabaseSchema>,
): Promise<unknown[]> {
  const order = sql.join((keys.get(table) ?? []).map((key) => sql.ref(key)));
  const query = sql`select * from ${sql.table(table)} order by ${order}`;
  return (await query.execute(database)).rows;
}

/** What a writer was told is kept. */
export interface Kept {
  jobs: string[];
  audited: number[];
  sources: Map<string, boolean>;
  /** The sentence that ended it. */
  end: StorageError | undefined;
}

/** Writes, changes and removes until it is told that the state has moved. */
export async function writeUntilMoved(storage: OpenStorage, name: string): Promise<Kept> {
  const queue = createStorageQueue(storage.database, { maxAttempts: 3, backoffMs: 1 });
  const kept: Kept = { jobs: [], audited: [], sources: new Map(), end: undefined };
  for (let n = 0; ; n += 1) {
    // As people do, and not without a pause, in which no other process would get at a file.
    await sleep(2);
    try {
      await queue.enqueue({ kind: "count", key: `${name}-${n}`, payload: n, group: name });
      kept.jobs.push(`${name}-${n}`);
      await storage.audit.append({ at: n, actor: name, action: "test", detail: { n } });
      kept.audited.push(n);
      await changeSources(storage, name, n, kept);
    } catch (error) {
      if (!(error instanceof StorageError) || error.code !== "moved") throw error;
      kept.end = error;
      return kept;
    }
  }
}

/** Sources come, take documents and access lists along, change, and go: rows that refer to each other. */
async function changeSources(
  storage: OpenStorage,
  writer: string,
  n: number,
  kept: Kept,
): Promise<void> {
  const name = `${writer}-${n % 7}`;
  const { database } = storage;
  if (kept.sources.get(name)) {
    await database.deleteFrom("sources").where("name", "=", name).execute();
    kept.sources.set(name, false);
    return;
  }
  const accessId = await storage.accessLists.idOf([`user:${writer}${n}@acme.example`]);
  await database.transaction().execute(async (transaction) => {
    await transaction
      .insertInto("sources")
      .values({
        ...{ name, kind: "files", settings: "{}", paused: 0, sample: 0, createdAt: n },
        heldRemovals: 0,
      })
      .execute();
    await transaction
      .insertInto("documents")
      .values({
        ...{ source: name, documentId: `d${n}`, kind: "page", title: `Ünï ${n}`, fingerprint: "f" },
        ...{ accessId, inheritsAudience: 0, passages: 1, syncedAt: n },
      })
      .execute();
  });
  kept.sources.set(name, true);
}
