import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { isPostgres } from "../../src/storage/in-turn.ts";
import type { OpenStorage } from "../../src/storage/open-storage.ts";
import { hashAuditEntry } from "../../src/storage/stores/audit/hash-audit-entry.ts";
import { dropTriggers, readStored } from "../support/state.ts";
import { CATALOGUE_TABLES } from "./catalogue-tables.ts";
import { temporaryFolder, temporaryStorage } from "./temporary-storage.ts";

const ANN = "slack:T1:U1";

const REPLACE =
  "insert or replace into audit_log select id, at, 'eve', action, detail, previous_hash, hash, seal from audit_log where id = 3";

/** Five entries of two people. */
async function openLog(file?: string): Promise<OpenStorage> {
  const storage = await temporaryStorage(file);
  for (let n = 1; n <= 5; n++) {
    const detail = { n, audience: ["user:bob@acme.example", "everyone"] };
    await storage.audit.append({ at: n, actor: ANN, action: "test", detail });
  }
  return storage;
}

const run = (storage: OpenStorage, statement: string) =>
  sql.raw(statement).execute(storage.database);

/** As somebody who may change the whole database would. */
async function tamper(storage: OpenStorage, ...statements: string[]): Promise<void> {
  await dropTriggers(storage.database);
  for (const statement of statements) await run(storage, statement);
}

it.for([
  "update audit_log set actor = 'eve' where id = 3",
  "delete from audit_log where id = 5",
  "delete from audit_log",
  REPLACE,
  "insert into audit_log select id, at, 'eve', action, detail, previous_hash, hash, seal from audit_log where id = 3 on conflict (id) do update set actor = 'eve'",
  "insert into audit_log select 0, at, actor, action, detail, previous_hash, hash, seal from audit_log where id = 3",
  "update audit_names set name = 'slack:T1:U2'",
])("the database refuses: %s", async (statement, { skip }) => {
  const storage = await openLog();
  if (isPostgres(storage.database) && statement === REPLACE) skip("Postgres has no such statement");
  await expect(run(storage, statement)).rejects.toThrow(
    /new entries and nothing else|only be erased/,
  );
  expect(await storage.audit.verify()).toBeUndefined();
  expect(await storage.audit.list(9)).toHaveLength(5);
});

it.each([
  ["update audit_log set detail = '{\"n\":9}' where id = 3", 3, /changed/],
  ["update audit_log set detail = 'no json' where id = 3", 3, /changed/],
  ["update audit_log set actor = 'eve' where id = 3", 3, /changed/],
  ["update audit_log set at = at + 1 where id = 3", 3, /changed/],
  ["delete from audit_log where id = 2", 3, /before it is missing/],
  ["update audit_names set name = 'slack:T1:U2' where name like 'slack%'", 1, /was changed/],
  ["delete from audit_names where name like 'slack%'", 1, /removed, and no erasure/],
])("finds after: %s", async (statement, entry, problem) => {
  const storage = await openLog();
  await tamper(storage, statement);
  expect(await storage.audit.verify()).toMatchObject({
    entry,
    problem: expect.stringMatching(problem),
  });
});

it.each([
  ["delete from audit_log where id > 3", 4, /end is missing: there were 5/],
  ["delete from audit_log", 1, /end is missing: there were 5/],
  [
    "update audit_heads set entries = 3, hash = (select hash from audit_log where id = 3)",
    4,
    /where the log ends was changed/,
  ],
  ["update audit_heads set seal = 'x'", 6, /where the log ends was changed/],
  ["delete from audit_heads", 1, /sealed with is missing/],
  ["update audit_log set seal = null where id = 2", 2, /not written by Footnote/],
  [
    "update audit_log set seal = (select seal from audit_log where id = 1) where id = 2",
    2,
    /not written by Footnote/,
  ],
])(
  "finds where the end was cut off, or its seal touched: %s",
  async (statement, entry, problem) => {
    const storage = await openLog();
    const cut = statement.startsWith("update audit_heads set entries")
      ? ["delete from audit_log where id > 3"]
      : [];
    await tamper(storage, ...cut, statement);
    const flaw = { entry, problem: expect.stringMatching(problem) };
    expect(await storage.audit.verify()).toMatchObject(flaw);
    // What is written afterwards covers nothing up.
    await storage.audit.append({ at: 9, actor: "cli", action: "test", detail: {} });
    expect(await storage.audit.verify()).toBeDefined();
  },
);

it("finds a log whose every hash was made anew", async () => {
  const storage = await openLog();
  const rows = await storage.database.selectFrom("auditLog").selectAll().orderBy("id").execute();
  await tamper(storage);
  let previousHash = "0".repeat(64);
  for (const row of rows) {
    const actor = row.id === 2 ? "eve" : row.actor;
    const entry = { ...row, actor, previousHash, detail: JSON.parse(row.detail) };
    const hash = hashAuditEntry(entry);
    await sql`update audit_log set actor = ${actor}, previous_hash = ${previousHash}, hash = ${hash} where id = ${row.id}`.execute(
      storage.database,
    );
    previousHash = hash;
  }
  expect(await storage.audit.verify()).toMatchObject({
    entry: 2,
    problem: expect.stringMatching(/not written by/),
  });
});

it.each([
  ["with audit.head", true],
  ["without audit.head", false],
])("never takes a log for sound that was written anew as if unsealed, %s", async (_name, kept) => {
  const folder = temporaryFolder();
  const storage = await openLog(join(folder, "state.sqlite"));
  const rows = await storage.database.selectFrom("auditLog").selectAll().orderBy("id").execute();
  const statements = [
    "delete from audit_log",
    "delete from audit_heads",
    "delete from secret_keys",
  ];
  await tamper(storage, ...statements);
  let previousHash = "0".repeat(64);
  for (const row of rows.slice(1)) {
    const entry = { ...row, id: row.id - 1, previousHash, detail: JSON.parse(row.detail) };
    const hash = hashAuditEntry(entry);
    const forged = { ...row, id: entry.id, previousHash, hash, seal: null };
    await storage.database.insertInto("auditLog").values(forged).execute();
    previousHash = hash;
  }
  if (kept) writeFileSync(join(folder, "audit.head"), `4 ${previousHash}\n`);
  else rmSync(join(folder, "audit.head"));
  const flaw = { entry: 1, problem: "what it was sealed with is missing" };
  expect(await storage.audit.verify()).toEqual(flaw);
  await storage.audit.append({ at: 9, actor: "cli", action: "test", detail: {} });
  expect(await storage.audit.verify()).toEqual(flaw);
  await storage.close();
  const again = await temporaryStorage(join(folder, "state.sqlite"));
  expect(await again.audit.verify()).toEqual(flaw);
});

it("finds an older log in the place of a newer one by the file beside it, and by a noted end", async () => {
  const folder = temporaryFolder();
  const file = join(folder, "state.sqlite");
  const storage = await openLog(file);
  const older = join(temporaryFolder(), "older.sqlite");
  await storage.backup(older);
  await storage.audit.append({ at: 6, actor: "eve", action: "test", detail: {} });
  const head = await storage.audit.head();
  expect(head?.entries).toBe(6);
  await storage.close();
  copyFileSync(older, file);
  for (const end of ["-wal", "-shm"]) rmSync(file + end, { force: true });
  const again = await temporaryStorage(file);
  expect(await again.audit.verify()).toEqual({
    ...{ entry: 6, problem: "the log's end is missing: there were 6 entries" },
  });
  await again.audit.append({ at: 7, actor: "ann", action: "test", detail: {} });
  expect(await again.audit.verify()).toMatchObject({
    entry: 6,
    problem: expect.stringMatching(/another one/),
  });
  expect((await again.audit.head())?.hash).not.toBe(head?.hash);
  rmSync(join(folder, "audit.head"));
  expect(await again.audit.verify()).toMatchObject({
    problem: expect.stringMatching(/audit\.head.*is missing/),
  });
});

it("goes on after a head that lags behind: a process was ended before it wrote that down", async () => {
  const folder = temporaryFolder();
  const storage = await openLog(join(folder, "state.sqlite"));
  const rows = await storage.database.selectFrom("auditLog").selectAll().orderBy("id").execute();
  writeFileSync(join(folder, "audit.head"), `3 ${rows[2]?.hash}\n`);
  expect(await storage.audit.verify()).toBeUndefined();
  writeFileSync(join(folder, "audit.head"), "nonsense");
  expect(await storage.audit.verify()).toMatchObject({
    problem: expect.stringMatching(/audit\.head.*was changed/),
  });
});

it("shows people by name, and holds none in the log itself", async () => {
  const storage = await openLog();
  const [entry] = await storage.audit.list(1);
  expect(entry).toMatchObject({
    ...{ id: 5, actor: ANN },
    detail: { audience: ["user:bob@acme.example", "everyone"] },
  });
  const { rows } = await sql`select * from audit_log`.execute(storage.database);
  expect(JSON.stringify(rows)).not.toMatch(/T1:U1|bob@/);
});

it("erases a person: nobody can tell who it was, the entries and the chain stay", async () => {
  const folder = temporaryFolder();
  const storage = await openLog(join(folder, "state.sqlite"));
  const by = { at: 9, actor: "cli" };
  expect(await storage.audit.erase("BOB@acme.example", by)).toBe(true);
  expect(await storage.audit.erase("bob@acme.example", by)).toBe(false);
  expect(await storage.audit.verify()).toBeUndefined();
  const entries = await storage.audit.list(10);
  expect(entries).toHaveLength(6);
  expect(JSON.stringify(entries)).not.toContain("bob");
  const audiences = entries.flatMap(({ detail }) => (detail.audience as string[]) ?? []);
  const others = new Set(audiences.filter((reader) => reader !== "everyone"));
  expect([...others]).toEqual([expect.stringMatching(/^user:erased person [\w-]{8}$/)]);
  expect(entries[0]).toMatchObject({ actor: "cli", action: "person.erased" });
  await storage.privacy.scrub();
  const places = await readStored(folder);
  expect(places.some(({ bytes }) => bytes.includes("bob@acme"))).toBe(false);
  expect(places.some(({ bytes }) => bytes.includes("person.erased"))).toBe(true);
  // Whoever comes back is somebody new.
  const detail = { person: "bob@acme.example" };
  await storage.audit.append({ at: 10, actor: ANN, action: "test", detail });
  expect((await storage.audit.list(1))[0]).toMatchObject({ actor: ANN, detail });
  expect(await storage.audit.verify()).toBeUndefined();
});

it("erases whoever erases themselves", async () => {
  const storage = await openLog();
  expect(await storage.audit.erase(ANN, { at: 9, actor: ANN })).toBe(true);
  expect(JSON.stringify(await storage.audit.list(10))).not.toContain("T1:U1");
  expect(await storage.audit.verify()).toBeUndefined();
});

it("takes what looks like a token for a word like any other", async () => {
  const storage = await openLog();
  const { rows } = await sql<{ token: string }>`select token from audit_names`.execute(
    storage.database,
  );
  const detail = { said: rows[0]?.token, long: "x".repeat(2_000) };
  await storage.audit.append({ at: 6, actor: "eve", action: "test", detail });
  expect((await storage.audit.list(1))[0]?.detail).toEqual(detail);
});

it("brings a log of before over to tokens, and a broken one stays broken where it was", async () => {
  const before = "0".repeat(64);
  for (const altered of [false, true]) {
    const file = join(temporaryFolder(), "state.sqlite");
    const storage = await temporaryStorage(file);
    const one = { id: 1, at: 1, actor: ANN, action: "a", detail: {}, previousHash: before };
    const two = { ...one, id: 2, previousHash: hashAuditEntry(one) };
    await tamper(storage, "alter table audit_log drop column seal");
    for (const table of ["audit_names", "audit_heads", "secret_keys"]) {
      await run(storage, `drop table ${table}`);
    }
    for (const entry of [one, two]) {
      const hash = hashAuditEntry(entry);
      const actor = altered && entry === two ? "slack:T1:EVE" : ANN;
      await sql`insert into audit_log values (${entry.id}, 1, ${actor}, 'a', '{}', ${entry.previousHash}, ${hash})`.execute(
        storage.database,
      );
    }
    const tables = [
      "erasures",
      "web_sessions",
      "taken_sign_ins",
      "spent_limits",
      "text_policies",
      "learned_versions",
      "learned_serving",
      "learned_trials",
      "lineages",
      "review_decisions",
      "source_owners",
      "training_jobs",
      "learning_runs",
      "citation_opens",
    ];
    for (const later of [...tables, "storage_standing", ...CATALOGUE_TABLES]) {
      await run(storage, `drop table ${later}`);
    }
    await run(storage, "alter table room_replies drop column context_by");
    await run(storage, "alter table teams_said drop column noted_at");
    await run(storage, "alter table jobs drop column queued_at");
    await run(storage, "alter table answers drop column retrieval_version");
    await run(storage, "delete from kysely_migration where name >= '2026-11-22-xc-audit'");
    await storage.close();
    const again = await temporaryStorage(file);
    expect(await again.audit.list(5)).toMatchObject([
      { id: 3, action: "audit-log.sealed", detail: { entries: 2 } },
      { id: 2 },
      { id: 1 },
    ]);
    const flaw = await again.audit.verify();
    expect(flaw?.entry).toBe(altered ? 2 : undefined);
    const { rows } = await sql`select * from audit_log where id = 1`.execute(again.database);
    expect(JSON.stringify(rows)).not.toContain("T1:U1");
    // It was sealed in the same act: from then on, its beginning cannot be written anew either.
    await tamper(again, "delete from audit_heads");
    const robbed = { entry: 1, problem: "what it was sealed with is missing" };
    expect(await again.audit.verify()).toEqual(robbed);
  }
});
