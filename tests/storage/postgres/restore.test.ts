import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { create } from "tar";
import { expect, onTestFinished, test } from "vitest";
import { restoreBackup } from "../../../src/entrypoints/back-up.ts";
import { openStorage } from "../../../src/storage/open-storage.ts";
import type { PostgresAddress } from "../../../src/storage/postgres/open-pool.ts";
import { createSecretKeys } from "../../../src/storage/secrets/secret-keys.ts";
import { openSqliteVectorIndex } from "../../../src/vector-index/sqlite/sqlite-vector-index.ts";
import { temporaryFolder } from "../temporary-storage.ts";
import { dump } from "./move-world.ts";
import { usePostgres } from "./postgres-world.ts";

const server = usePostgres();
const KEY = Buffer.alloc(32, 7).toString("base64");

function open(folder: string, postgres?: PostgresAddress) {
  const file = join(folder, "state.sqlite");
  const secretKeys = createSecretKeys({ file: join(folder, "secret.key"), given: KEY });
  return openStorage({ file, secretKeys, postgres });
}

async function makeBackup(folder: string): Promise<string> {
  const storage = await open(join(folder, "data"));
  await storage.audit.append({ at: 1, actor: "one", action: "of the backup", detail: {} });
  await storage.accessLists.idOf(["group:ünï\0code"]);
  await storage.backup(join(folder, "state.sqlite"));
  await storage.close();
  const index = await openSqliteVectorIndex({ file: join(folder, "data", "index.sqlite") });
  await index.backup(join(folder, "index.sqlite"));
  await index.close();
  const file = join(folder, "backup.tgz");
  await create({ gzip: true, cwd: folder, file }, ["state.sqlite", "index.sqlite"]);
  return file;
}

test("a backup takes the place of what Postgres holds, of which a copy is kept", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "made"));
  const backup = await makeBackup(join(folder, "made"));
  const dataDir = join(folder, "data");
  mkdirSync(dataDir);
  const postgres = await server.emptyDatabase();
  const config = { dataDir, secretKey: KEY, secretKeyOld: undefined, postgres };
  const before = await open(dataDir, postgres);
  await before.audit.append({ at: 2, actor: "two", action: "of before", detail: {} });
  const log = await before.audit.list(10);
  await before.close();

  const { kept = "" } = await restoreBackup(backup, config);

  const storage = await open(dataDir, postgres);
  onTestFinished(() => storage.close());
  const actions = (await storage.audit.list(10)).map(({ action }) => action);
  expect(actions).toEqual(["data.restored", "of the backup"]);
  expect((await storage.accessLists.list()).map(({ principals }) => principals)).toEqual([
    ["group:ünï\0code"],
  ]);
  expect(readdirSync(dataDir)).not.toContain("state.sqlite");
  const { auditLog } = await dump({ file: join(kept, "postgres-state.sqlite") });
  expect(auditLog).toMatchObject([{ hash: log[0]?.hash, action: "of before" }]);
});

test("nobody restores under the feet of a process that serves from Postgres", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "made"));
  const backup = await makeBackup(join(folder, "made"));
  const dataDir = join(folder, "data");
  mkdirSync(dataDir);
  const postgres = await server.emptyDatabase();
  const storage = await open(dataDir, postgres);
  onTestFinished(() => storage.close());
  await storage.leases.acquire("serve", "somebody", 60_000, Date.now());
  const config = { dataDir, secretKey: KEY, secretKeyOld: undefined, postgres };
  await expect(restoreBackup(backup, config)).rejects.toThrow(/Footnote is running on/);
});
