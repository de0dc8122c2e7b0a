import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import { type OpenStorage, openStorage } from "../../../src/storage/open-storage.ts";
import type { PostgresAddress } from "../../../src/storage/postgres/open-pool.ts";
import { type PostgresServer, startPostgres } from "../../counterparts/postgres/start-postgres.ts";
import { temporaryFolder } from "../temporary-storage.ts";

const START_MS = 60_000;
const CONNECTIONS = 5;

/** Without triggers, which keep the audit log and references as they are. */
const EMPTY = `set session_replication_role = replica;
  do $$ declare name text; begin
    for name in select tablename from pg_tables
      where schemaname = 'public' and tablename not like 'kysely%' loop
      execute format('delete from %I', name);
    end loop;
    for name in select sequencename from pg_sequences where schemaname = 'public' loop
      perform setval(name, 1, false);
    end loop;
  end $$`;

/** A server for the tests of a file, with a database for each that asks. */
export function usePostgres() {
  let server: PostgresServer;
  /** With tables and without rows: emptying one takes half as long as copying it. */
  const spare: string[] = [];
  /** Copying it takes a tenth as long as making tables. */
  let template: Promise<string> | undefined;
  beforeAll(async () => {
    server = await startPostgres();
  }, START_MS);
  afterAll(() => server.stop());

  async function createTemplate(): Promise<string> {
    const name = nameDatabase();
    await execute(server.url("postgres"), `create database ${name}`);
    const folder = mkdtempSync(join(tmpdir(), "footnote-empty-"));
    const postgres = { url: server.url(name), connections: 1 };
    await (await openStorage({ file: join(folder, "state"), postgres })).close();
    rmSync(folder, { recursive: true });
    await execute(postgres.url, EMPTY);
    return name;
  }

  async function create(): Promise<string> {
    template ??= createTemplate();
    const name = nameDatabase();
    const copied = `${name} template ${await template} strategy file_copy`;
    await execute(server.url("postgres"), `create database ${copied}`);
    return name;
  }

  return {
    server: () => server,
    /** Without tables. */
    async emptyDatabase(): Promise<PostgresAddress> {
      const name = nameDatabase();
      await execute(server.url("postgres"), `create database ${name}`);
      return { url: server.url(name), connections: CONNECTIONS };
    },
    /** With nothing in it, until the test ends. */
    async database(): Promise<PostgresAddress> {
      const name = spare.pop() ?? (await create());
      const url = server.url(name);
      onTestFinished(async () => {
        await execute(url, EMPTY);
        spare.push(name);
      });
      return { url, connections: CONNECTIONS };
    },
    async open(address?: PostgresAddress, folder = temporaryFolder()): Promise<OpenStorage> {
      const postgres = address ?? (await this.database());
      const storage = await openStorage({ file: join(folder, "state"), postgres });
      onTestFinished(() => storage.close());
      return storage;
    },
  };
}

function nameDatabase(): string {
  return `t_${randomUUID().replaceAll("-", "")}`;
}

export async function execute(url: string, statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}
