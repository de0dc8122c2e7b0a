import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { readConfig } from "../../../src/config.ts";
import { examineState } from "../../../src/entrypoints/examine/examine-state.ts";
import { cancelMove } from "../../../src/entrypoints/move-state.ts";
import { openEngine, openStorage } from "../../../src/storage/open-storage.ts";
import { isNoting, noteChanges, takeChanges } from "../../../src/storage/transfer/change-log.ts";
import { writeStanding } from "../../../src/storage/transfer/standing.ts";
import { temporaryFolder } from "../temporary-storage.ts";
import { usePostgres } from "./postgres-world.ts";

const server = usePostgres();

test.each(["sqlite", "postgres", "sqlite, while DATABASE_URL says where to"])(
  "a move from %s that was cut off is told, and cancelled",
  async (engine) => {
    const file = join(temporaryFolder(), "state.sqlite");
    const postgres = engine === "sqlite" ? undefined : await server.emptyDatabase();
    const from = engine === "postgres" ? postgres : undefined;
    const storage = await openStorage({ file, postgres: from });
    onTestFinished(() => storage.close());
    const dataDir = dirname(file);
    const config = { ...readConfig({}, {}), dataDir, postgres };
    const checks = async () => (await examineState(config)).filter(({ name }) => name === "move");
    expect(await checks()).toEqual([]);
    expect(await cancelMove({ dataDir, postgres })).toBe(false);

    // What a process that was killed leaves.
    await noteChanges(storage.database);
    await storage.leases.acquire("one", "owner", 1_000, 1);
    expect(await takeChanges(storage.database)).toEqual([{ table: "leases", key: ["one"] }]);
    expect(await checks()).toMatchObject([{ ok: true, fix: expect.stringContaining("cancel") }]);

    expect(await cancelMove({ dataDir, postgres })).toBe(true);
    expect(await isNoting(storage.database)).toBe(false);
    expect(await checks()).toEqual([]);
    expect(await storage.leases.acquire("one", "owner", 1_000, 5)).toBe(true);
  },
);

test("a state that has left already does not stay where it was", async () => {
  const file = join(temporaryFolder(), "state.sqlite");
  const storage = await openStorage({ file });
  onTestFinished(() => storage.close());
  await noteChanges(storage.database);
  await writeStanding(storage.database, { standing: "left", other: "elsewhere" });
  const cancelling = cancelMove({ dataDir: dirname(file), postgres: undefined });
  await expect(cancelling).rejects.toThrow("elsewhere");
});

test("beside Postgres, a damaged file that does not count is nobody's trouble", async () => {
  const dataDir = temporaryFolder();
  const postgres = await server.emptyDatabase();
  const config = { ...readConfig({}, {}), dataDir, postgres };
  writeFileSync(join(dataDir, "state.sqlite"), "This is no database.");
  const checks = await examineState(config);
  expect(checks.map(({ name, ok }) => [name, ok])).toEqual([
    ["postgres", true],
    ["schema", true],
  ]);
  // Without Postgres it is what counts.
  await expect(examineState({ ...config, postgres: undefined })).rejects.toThrow(/is damaged/);
});

test("Postgres is opened once to be looked at", async () => {
  const postgres = await server.emptyDatabase();
  const config = { ...readConfig({}, {}), dataDir: temporaryFolder(), postgres };
  const client = new pg.Client({ connectionString: server.server().url("postgres") });
  await client.connect();
  onTestFinished(() => client.end());
  const name = new URL(postgres.url).pathname.slice(1);
  const sessions = async () => {
    const statement = "select sessions::int from pg_stat_database where datname = $1";
    return (await client.query<{ sessions: number }>(statement, [name])).rows[0]?.sessions ?? 0;
  };
  const settled = async () => {
    await sleep(300);
    return sessions();
  };
  const { database } = await openEngine({ file: "unused", postgres });
  await sql`select 1`.execute(database);
  await database.destroy();
  const once = await settled();
  expect(once).toBeGreaterThan(0);
  await examineState(config);
  expect(await settled()).toBe(2 * once);
});
