import { join } from "node:path";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { createStorageQueue } from "../../src/queue/storage-queue/create-storage-queue.ts";
import { MIGRATIONS } from "../../src/storage/migrations/migrations.ts";
import type { OpenStorage } from "../../src/storage/open-storage.ts";
import {
  ANNA,
  BEN,
  leaveMembership,
  leaveName,
  leaveTraces,
  type TracedPerson,
} from "../support/leave-traces.ts";
import { listTables, readStored } from "../support/state.ts";
import { temporaryFolder, temporaryStorage } from "./temporary-storage.ts";

test("every table of the database is named in the data map", async () => {
  const { database, privacy } = await temporaryStorage();
  const tables = await listTables(database);
  const named = new Set(privacy.kinds.flatMap(({ tables }) => tables));
  expect(tables.filter((name) => !named.has(name))).toEqual([]);
  expect(tables.length).toBeGreaterThan(30);
  expect(Object.keys(MIGRATIONS)).toContain("2026-11-22-xd-privacy");
});

test("columns that name a person are all searched when names are looked for", async () => {
  const storage = await temporaryStorage();
  await leaveTraces(storage, ANNA, BEN, 1_000);
  await leaveMembership(storage, ANNA);
  const erased = {
    ids: [ANNA.id, BEN.id],
    principals: [`user:${ANNA.email}`, `user:${BEN.email}`],
  };
  await storage.privacy.erase(erased, { id: "e", at: 1 });
  expect(await storage.privacy.listNames()).toEqual([]);
});

test("who was erased cannot be read from the files any more, among many others", async () => {
  const { storage, folder } = await fill();
  await leaveMembership(storage, { ...ANNA, word: "team" });
  expect(await tracesOf(ANNA, folder)).not.toEqual([]);
  const anna = { ids: [ANNA.id], principals: [`user:${ANNA.email}`] };
  await storage.privacy.erase(anna, { id: "e1", at: 9 });
  expect(await storage.privacy.scrub()).toBe(true);
  expect(await tracesOf(ANNA, folder)).toEqual([]);
  expect(await tracesOf(BEN, folder)).toHaveLength(4);
  expect(await storage.audit.verify()).toBeUndefined();
});

test("what has expired cannot be read from the files any more", async () => {
  const { storage, folder } = await fill();
  // What they came from would stay as long as they do.
  for (const { id } of await storage.verified.list(["active"])) await storage.verified.remove(id);
  await sql`delete from jobs where state = 'waiting'`.execute(storage.database);
  for (const { name, until } of storage.privacy.kinds) {
    if (typeof until !== "object") continue;
    while ((await storage.privacy.removeExpired(name, 4_000, 7)) > 0);
  }
  await storage.privacy.scrub();
  const bytes = await contents(folder);
  for (const said of ["What about the ", "As an expert: ", "It is a ", "29:"]) {
    expect([said, bytes.includes(said + ANNA.word), bytes.includes(said + BEN.word)]).toEqual([
      said,
      false,
      true,
    ]);
  }
});

test.each([
  ["slack", "slack:T1"],
  ["teams", "teams:11111111-2222-3333-4444-555555555555"],
])("what a workspace of %s had cannot be read from the files once it is gone", async (_, id) => {
  const folder = temporaryFolder();
  const storage = await temporaryStorage(join(folder, "state.sqlite"));
  const of = (person: TracedPerson, workspaceId: string) => ({
    ...person,
    ...{ workspaceId, id: `${workspaceId}:${person.id.split(":")[2]}` },
  });
  const [anna, ben] = [of(ANNA, id), of(BEN, "slack:T2")];
  for (let n = 0; n < 20; n += 1) {
    await leaveTraces(storage, anna, anna, 1_000, n);
    await leaveTraces(storage, ben, ben, 1_000, n);
  }
  await keepJobs(storage, anna);
  await storage.administration.digests.set({
    ...{ workspaceId: id, roomId: `${id}:C1`, setBy: anna.id, setAt: 1, schedule: "* * * * *" },
    ...{ timeZone: "UTC", doneUntil: 1 },
  });
  // Of a question that is gone already, the log still speaks.
  await storage.rooms.replies.remove(`${id}:C1:UANNA0.1`);
  await storage.rooms.removeWorkspace(id, 5_000);
  expect(await tracesOf(anna, folder)).toEqual([]);
  const bytes = await contents(folder);
  expect(bytes.includes(`${id}:`)).toBe(false);
  expect(bytes.includes(BEN.word)).toBe(true);
  expect(await storage.answers.get("slack:T2:C1:UBEN0.1")).toBeDefined();
});

async function fill() {
  const folder = temporaryFolder();
  const storage = await temporaryStorage(join(folder, "state.sqlite"));
  for (let n = 0; n < 60; n += 1) {
    await leaveTraces(storage, ANNA, BEN, 1_000, n);
    await leaveTraces(storage, BEN, ANNA, 5_000, n);
  }
  await leaveName(storage, ANNA, BEN);
  await keepJobs(storage, ANNA);
  return { storage, folder };
}

async function keepJobs(storage: OpenStorage, { id, word }: TracedPerson) {
  const queue = createStorageQueue(storage.database, { maxAttempts: 1, backoffMs: 1 });
  for (const key of ["waits", "dies"]) {
    await queue.enqueue({ kind: key, key, payload: { event: { by: id, text: word } } });
  }
  const job = await queue.claim(["dies"], "owner", 1_000);
  expect(await queue.fail(job?.id ?? "", "owner", "It broke.")).toBe("dead");
}

async function contents(folder: string): Promise<string> {
  const places = await readStored(folder);
  return places.map(({ bytes }) => bytes.toString("latin1")).join("\n");
}

/** What of somebody can be read as it lies there. */
async function tracesOf({ id, email, name, word }: TracedPerson, folder: string) {
  const bytes = (await contents(folder)).toLowerCase();
  return [id, email, name, word].filter((trace) => bytes.includes(trace.toLowerCase()));
}
