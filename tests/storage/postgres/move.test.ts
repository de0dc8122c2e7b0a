import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { type OpenStorage, openEngine, openStorage } from "../../../src/storage/open-storage.ts";
import type { PostgresAddress } from "../../../src/storage/postgres/open-pool.ts";
import { moveStorage } from "../../../src/storage/transfer/move-storage.ts";
import { temporaryFolder } from "../temporary-storage.ts";
import { dump, type Kept, writeUntilMoved } from "./move-world.ts";
import { usePostgres } from "./postgres-world.ts";

const server = usePostgres();

type Place = { file: string; postgres?: PostgresAddress };

async function places(): Promise<Record<"sqlite" | "postgres", Place>> {
  const file = join(temporaryFolder(), "state.sqlite");
  return { sqlite: { file }, postgres: { file, postgres: await server.emptyDatabase() } };
}

async function open(place: Place): Promise<OpenStorage> {
  const storage = await openStorage(place);
  onTestFinished(() => storage.close());
  return storage;
}

async function move(from: Place, to: Place) {
  const [source, target] = [await openEngine(from), await openEngine(to)];
  try {
    return await moveStorage(source, target);
  } finally {
    await source.database.destroy();
    await target.database.destroy();
  }
}

const WAYS = [
  ["sqlite", "postgres"],
  ["postgres", "sqlite"],
] as const;

test.each(WAYS)("from %s to %s, all that was acknowledged meanwhile comes along", async (a, b) => {
  const both = await places();
  const [from, to] = [both[a], both[b]];
  const writers = [await open(from), await open(from)];
  const writing = writers.map((storage, n) => writeUntilMoved(storage, `w${n}`));
  await sleep(500);

  const { changes } = await move(from, to);

  const kept = await Promise.all(writing);
  expect(changes).toBeGreaterThan(0);
  // What went on in the moment after the last row was copied is refused, not lost.
  expect(await dump(to)).toEqual(await dump(from));
  const storage = await open(to);
  await expectAll(storage, kept);
  expect(await storage.audit.verify()).toBeUndefined();
  for (const { end } of kept) expect(end?.message).toMatch(/^The state has moved from .* to /);
  await expect(openStorage(from)).rejects.toMatchObject({ code: "moved" });
});

const PROCESS = fileURLToPath(new URL("./move-process.ts", import.meta.url));
const ROWS = 20_000;
const SOURCE = {
  ...{ name: "wiki", kind: "files", settings: "{}", paused: 0, sample: 0, createdAt: 1 },
  heldRemovals: 0,
};

function startMove({ file, postgres }: Place, target: string) {
  const args = [PROCESS, dirname(file), postgres?.url ?? "", target];
  const env = { ...process.env, NODE_NO_WARNINGS: "1" };
  return spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"], env });
}

/** How it ended: by itself, or killed. */
async function moveAndKill(place: Place, target: string, afterMs: number): Promise<number | null> {
  const child = startMove(place, target);
  const ended = once(child, "exit");
  await once(child.stdout, "data");
  await Promise.race([sleep(afterMs), ended]);
  child.kill("SIGKILL");
  const [code] = await ended;
  return code;
}

async function expectAll(storage: OpenStorage, kept: readonly Kept[]): Promise<void> {
  const { database } = storage;
  const jobs = await database.selectFrom("jobs").select("key").execute();
  const sources = await database.selectFrom("sources").select("name").execute();
  const names = new Set(sources.map(({ name }) => name));
  for (const writer of kept) {
    expect(writer.jobs.length).toBeGreaterThan(0);
    const found = new Set(jobs.map(({ key }) => key));
    expect(writer.jobs.filter((key) => !found.has(key))).toEqual([]);
    for (const [name, isThere] of writer.sources) expect(names.has(name)).toBe(isThere);
  }
  const audited = kept.reduce((sum, writer) => sum + writer.audited.length, 0);
  expect((await storage.audit.list(1_000_000)).length).toBeGreaterThanOrEqual(audited);
}

test("killed on its way there and back, again and again, it loses and doubles nothing", async () => {
  const both = await places();
  const filled = await open(both.sqlite);
  await filled.database
    .insertInto("leases")
    .values({ name: "one", owner: "o", expiresAt: 1 })
    .execute();
  await sql`insert into jobs (kind, key, payload, state, attempts, due_at)
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${ROWS})
    select 'many', 'many' || i, '"x"', 'waiting', 0, i from n`.execute(filled.database);
  for (const [a, b] of WAYS) {
    const writer = writeUntilMoved(await open(both[a]), a);
    let code: number | null = null;
    for (let round = 0; code === null; round += 1) {
      code = await moveAndKill(both.postgres, b, round < 4 ? 100 + Math.random() * 1_500 : 60_000);
    }
    expect(code).toBe(0);
    const kept = await writer;
    expect(await dump(both[b])).toEqual(await dump(both[a]));
    await expectAll(await open(both[b]), [kept]);
  }
}, 120_000);

test("refuses to take the place of a state that somebody uses, and leaves both as they were", async () => {
  const both = await places();
  const before = [];
  for (const place of [both.sqlite, both.postgres]) {
    const { database } = await open(place);
    await database.insertInto("sources").values(SOURCE).execute();
    before.push(await dump(place));
  }
  await expect(move(both.sqlite, both.postgres)).rejects.toThrow(/holds a state already/);
  expect([await dump(both.sqlite), await dump(both.postgres)]).toEqual(before);
  const { database } = await open(both.sqlite);
  await database
    .insertInto("sources")
    .values({ ...SOURCE, name: "still written" })
    .execute();
});
