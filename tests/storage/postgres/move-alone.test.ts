import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { sql } from "kysely";
import { create } from "tar";
import { expect, onTestFinished, test } from "vitest";
import { restoreBackup } from "../../../src/entrypoints/back-up.ts";
import { cancelMove, moveState } from "../../../src/entrypoints/move-state.ts";
import { type OpenStorage, openEngine, openStorage } from "../../../src/storage/open-storage.ts";
import type { PostgresAddress } from "../../../src/storage/postgres/open-pool.ts";
import {
  isNoting,
  noteChanges,
  readBegun,
  stopNoting,
} from "../../../src/storage/transfer/change-log.ts";
import { MOVE_LEASE, moveStorage } from "../../../src/storage/transfer/move-storage.ts";
import { holdLease } from "../../../src/sync/hold-lease.ts";
import { temporaryFolder } from "../temporary-storage.ts";
import { dump, writeUntilMoved } from "./move-world.ts";
import { usePostgres } from "./postgres-world.ts";

const server = usePostgres();
const ROWS = 20_000;
const WHO =
  /^The state is being moved from .+ by process \d+ on \S+ since 20\d\d-\S+Z: wait until it is done, or stop that process; if it was cut off, give this command again after a minute\.$/;

type Place = { file: string; postgres?: PostgresAddress };

/** A state that takes a while to copy, and where it may go. */
async function createWorld(from: "sqlite" | "postgres") {
  const file = join(temporaryFolder(), "state.sqlite");
  const postgres = await server.emptyDatabase();
  const both: Record<"sqlite" | "postgres", Place> = {
    sqlite: { file },
    postgres: { file, postgres },
  };
  const target = from === "sqlite" ? "postgres" : "sqlite";
  const storage = await openStorage(both[from]);
  onTestFinished(() => storage.close());
  await sql`insert into jobs (kind, key, payload, state, attempts, due_at)
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${ROWS})
    select 'many', 'many' || i, '"x"', 'waiting', 0, i from n`.execute(storage.database);
  const move = { dataDir: dirname(file), postgres, target } as const;
  return { storage, move, places: { from: both[from], to: both[target] } };
}

async function untilNoting({ database }: OpenStorage): Promise<void> {
  await expect.poll(() => readBegun(database), { interval: 5, timeout: 20_000 }).toBeDefined();
}

test.each(["sqlite", "postgres"] as const)(
  "while the state moves from %s, nobody else moves it, cancels that or restores",
  async (from) => {
    const { storage, move, places } = await createWorld(from);
    const writing = writeUntilMoved(storage, "w");
    const moving = moveState(move);
    await untilNoting(storage);
    await expect(cancelMove(move)).rejects.toThrow(WHO);
    await expect(moveState(move)).rejects.toThrow(WHO);
    expect(await isNoting(storage.database)).toBe(true);
    expect((await moving).rows).toBeGreaterThan(ROWS);
    await writing;
    expect(await dump(places.to)).toEqual(await dump(places.from));
    const { database } = await openEngine(places.to);
    onTestFinished(() => database.destroy());
    expect(await database.selectFrom("leases").selectAll().execute()).toEqual([]);
  },
);

test("a move that holds the state keeps a backup from taking its place; one that was cut off does not for long", async () => {
  const { storage, move } = await createWorld("sqlite");
  const folder = temporaryFolder();
  await storage.backup(join(folder, "state.sqlite"));
  writeFileSync(join(folder, "index.sqlite"), "");
  const backup = join(folder, "backup.tgz");
  await create({ gzip: true, cwd: folder, file: backup }, ["state.sqlite", "index.sqlite"]);
  const config = { dataDir: move.dataDir, postgres: undefined };
  const restore = () =>
    restoreBackup(backup, { ...config, secretKey: undefined, secretKeyOld: undefined });
  await noteChanges(storage.database);
  const lease = await holdLease(MOVE_LEASE, { storage, now: Date.now });
  await expect(restore()).rejects.toThrow(/^The state is being moved/);
  // DATABASE_URL names where it goes; what counts is where it is.
  const beside = {
    ...config,
    postgres: move.postgres,
    secretKey: undefined,
    secretKeyOld: undefined,
  };
  await expect(restoreBackup(backup, beside)).rejects.toThrow(/^The state is being moved/);
  await expect(cancelMove(config)).rejects.toThrow(WHO);
  await lease?.release();
  // As a machine holds it that was lost a minute ago.
  await storage.leases.acquire(MOVE_LEASE, "elsewhere 1 x y", 60_000, Date.now() - 60_001);
  expect(await cancelMove(config)).toBe(true);
  await storage.close();
  expect(await restore()).toMatchObject({ dataDir: move.dataDir });
});

test.each([
  ["sqlite", "were ended", stopNoting],
  ["postgres", "were ended", stopNoting],
  ["sqlite", "are another move's", noteChanges],
  ["postgres", "are another move's", noteChanges],
] as const)("a move from %s whose notes %s hands nothing over", async (from, _, meddle) => {
  const { storage, places } = await createWorld(from);
  const [source, target] = [await openEngine(places.from), await openEngine(places.to)];
  onTestFinished(async () => {
    await source.database.destroy();
    await target.database.destroy();
  });
  const moving = moveStorage(source, target);
  moving.catch(() => undefined);
  await untilNoting(storage);
  await meddle(storage.database);
  await expect(moving).rejects.toThrow(
    /ended this move of the state, or began another: it stays in/,
  );
  expect(await isNoting(storage.database)).toBe(meddle === noteChanges);
  expect(await storage.leases.acquire("one", "owner", 1_000, 1)).toBe(true);
  const again = await openEngine(places.to);
  onTestFinished(() => again.database.destroy());
  await moveStorage(source, again);
  expect(await dump(places.to)).toEqual(await dump(places.from));
});
