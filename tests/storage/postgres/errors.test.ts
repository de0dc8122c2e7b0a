import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { openStorage } from "../../../src/storage/open-storage.ts";
import { temporaryFolder } from "../temporary-storage.ts";
import { execute, usePostgres } from "./postgres-world.ts";

const postgres = usePostgres();

function open(url: string, connections = 2) {
  return openStorage({ file: join(temporaryFolder(), "state"), postgres: { url, connections } });
}

test.each([
  ["nothing listens", "postgres://footnote:s3cret@127.0.0.1:1/footnote", "cannot be reached"],
  ["no such host", "postgres://footnote:s3cret@no-such-host.invalid/footnote", "cannot be reached"],
])("says what is wrong where %s, without the password", async (_, url, says) => {
  const error = await open(url).catch((cause: Error) => cause);
  expect(error).toMatchObject({ name: "StorageError", code: "unavailable" });
  expect((error as Error).message).toContain(says);
  expect((error as Error).message).not.toContain("s3cret");
});

test("says which database is missing", async () => {
  const url = postgres.server().url("nowhere");
  await expect(open(url)).rejects.toThrow(/has no such database: create it/);
});

test("says that a user may not make tables", async () => {
  const { url } = await postgres.emptyDatabase();
  await execute(postgres.server().url("postgres"), "create role guest login").catch(() => {});
  const guest = url.replace("footnote@", "guest@");
  await expect(open(guest)).rejects.toThrow(/does not let this user do that: make it the owner/);
});

test("refuses what a newer version has migrated", async () => {
  const address = await postgres.database();
  await execute(address.url, "insert into kysely_migration values ('2099-01-01-later', '2099')");
  try {
    await expect(open(address.url)).rejects.toMatchObject({ code: "newer-version" });
  } finally {
    await execute(address.url, "delete from kysely_migration where name like '2099%'");
  }
});

test("goes on after the server has restarted, as if it had only been away", async () => {
  const storage = await postgres.open();
  await storage.audit.append({ at: 1, actor: "one", action: "test", detail: {} });
  await postgres.server().restart("immediate");
  // Connections that broke are found out one by one, each by whoever needs it.
  for (let n = 0; n < 10 && (await fails(storage.sources.list())); n += 1) await sleep(50);
  await storage.audit.append({ at: 2, actor: "one", action: "test", detail: {} });
  expect((await storage.audit.list(10)).map(({ at }) => at)).toEqual([2, 1]);
  expect(await storage.audit.verify()).toBeUndefined();
}, 30_000);

test("a connection that breaks between two statements ends its transaction, not the process", async () => {
  const { database, sources } = await postgres.open();
  const cutOff = database.transaction().execute(async (transaction) => {
    await transaction.selectFrom("sources").select("name").execute();
    await postgres.server().restart("immediate");
    // Nobody waits for a statement while the break is noticed.
    await sleep(100);
    await transaction.selectFrom("sources").select("name").execute();
  });
  await expect(cutOff).rejects.toMatchObject({ name: "StorageError", code: "unavailable" });
  for (let n = 0; n < 10 && (await fails(sources.list())); n += 1) await sleep(50);
  expect(await sources.list()).toEqual([]);
}, 30_000);

async function fails(act: Promise<unknown>): Promise<boolean> {
  return act.then(
    () => false,
    () => true,
  );
}
