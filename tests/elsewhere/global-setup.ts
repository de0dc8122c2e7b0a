import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { openStorage } from "../../src/storage/open-storage.ts";
import { startPineconeCounterpart } from "../counterparts/pinecone/start-pinecone-counterpart.ts";
import { startPostgres } from "../counterparts/postgres/start-postgres.ts";
import { beElsewhere, TEMPLATE } from "./databases.ts";

/** Servers for the whole run, with a database that all others are copies of. */
export default async function setUp(): Promise<() => Promise<void>> {
  const server = await startPostgres();
  const client = new pg.Client({ connectionString: server.url("postgres") });
  await client.connect();
  await client.query(`create database ${TEMPLATE}`);
  await client.end();
  const folder = mkdtempSync(join(tmpdir(), "footnote-template-"));
  const postgres = { url: server.url(TEMPLATE), connections: 1 };
  await (await openStorage({ file: join(folder, "state"), postgres })).close();
  rmSync(folder, { recursive: true });
  const pinecone = await startPineconeCounterpart({ maxIndexes: 10_000 });
  beElsewhere(server.url(""), pinecone);
  return async () => {
    await pinecone.close();
    await server.stop();
  };
}
