import { join } from "node:path";
import { expect, test } from "vitest";
import { openStorage } from "../../../src/storage/open-storage.ts";
import type { PostgresAddress } from "../../../src/storage/postgres/open-pool.ts";
import { createSecretKeys } from "../../../src/storage/secrets/secret-keys.ts";
import { startPostgres } from "../../counterparts/postgres/start-postgres.ts";
import { temporaryFolder } from "../temporary-storage.ts";
import { execute, usePostgres } from "./postgres-world.ts";

const server = usePostgres();
const KEY = Buffer.alloc(32, 9).toString("base64");

function openOn(folder: string, postgres: PostgresAddress) {
  const file = join(folder, "state");
  const secretKeys = createSecretKeys({ file: join(folder, "secret.key"), given: KEY });
  return openStorage({ file, secretKeys, postgres });
}

test("a second machine, with a folder of its own, finds the log sound and sees when it is cut", async () => {
  const address = await server.database();
  const [one, two] = [temporaryFolder(), temporaryFolder()];
  const first = await openOn(one, address);
  for (const at of [1, 2, 3]) {
    await first.audit.append({ at, actor: "one", action: "test", detail: {} });
  }
  const second = await openOn(two, address);
  expect(await second.audit.verify()).toBeUndefined();
  await second.audit.append({ at: 4, actor: "two", action: "test", detail: {} });
  expect(await first.audit.verify()).toBeUndefined();
  await first.close();
  await second.close();

  await execute(
    address.url,
    "set session_replication_role = replica; delete from audit_log where id > 1",
  );
  const again = await openOn(two, address);
  expect(await again.audit.verify()).toMatchObject({
    problem: expect.stringMatching(/missing|changed/),
  });
  await again.close();
});

test("closes although the server has gone", async () => {
  const gone = await startPostgres();
  const storage = await openOn(temporaryFolder(), { url: gone.url("postgres"), connections: 2 });
  await storage.sources.list();
  await gone.stop();
  await storage.close();
});
