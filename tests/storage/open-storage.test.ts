import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { MIGRATIONS } from "../../src/storage/migrations/migrations.ts";
import { openStorage } from "../../src/storage/open-storage.ts";
import { readSchemaState } from "../../src/storage/schema-state.ts";
import { StorageError } from "../../src/storage/storage-error.ts";
import { unansweredQuestion } from "../contracts/storage/unanswered-question.ts";
import { CATALOGUE_TABLES } from "./catalogue-tables.ts";
import { temporaryFolder, temporaryStorage } from "./temporary-storage.ts";

const inNewFolder = () => join(temporaryFolder(), "footnote.db");

it("keeps everything over a restart and says that the schema is current", async () => {
  const file = inNewFolder();
  expect(readSchemaState(file).state).toBe("missing");
  const storage = await openStorage({ file });
  await storage.answers.create(unansweredQuestion("q"));
  await storage.close();
  await storage.close();
  expect(readSchemaState(file)).toMatchObject({ state: "current", pending: [], unknown: [] });
  const again = await temporaryStorage(file);
  expect(await again.answers.get("q")).toStrictEqual(unansweredQuestion("q"));
});

it("writes durably, keeps references and waits for others", async () => {
  const { database } = await temporaryStorage();
  const pragma = async (name: string) =>
    Object.values((await sql<object>`pragma ${sql.raw(name)}`.execute(database)).rows[0] ?? {})[0];
  expect(await pragma("journal_mode")).toBe("wal");
  expect(await pragma("synchronous")).toBe(2);
  expect(await pragma("foreign_keys")).toBe(1);
  expect(await pragma("busy_timeout")).toBeGreaterThan(0);
});

it("calls an empty file behind, and brings it up to date", async () => {
  const file = inNewFolder();
  writeFileSync(file, "");
  expect(readSchemaState(file)).toMatchObject({ state: "behind", applied: [] });
  await temporaryStorage(file);
  expect(readSchemaState(file).state).toBe("current");
});

it("brings the data of an earlier version up to date and keeps what it holds", async () => {
  const file = inNewFolder();
  const storage = await openStorage({ file });
  await storage.answers.create(unansweredQuestion("q"));
  await storage.close();
  const earlier = new DatabaseSync(file);
  earlier.exec("drop table hints; drop table webhooks; drop table suspicions");
  earlier.exec("drop table thread_mutes");
  for (const table of ["room_replies", "expert_requests", "expert_answers", "room_threads"]) {
    earlier.exec(`drop table ${table}`);
  }
  earlier.exec("drop table rooms; drop table deleted_messages");
  earlier.exec("drop table installations; drop table installation_states");
  earlier.exec("drop table web_sessions; drop table taken_sign_ins");
  for (const table of ["admins", "given_commands", "sync_progress"]) {
    earlier.exec(`drop table ${table}`);
  }
  earlier.exec("drop table audit_names; drop table audit_heads; drop table secret_keys");
  for (const trigger of ["unchanged", "kept", "at_its_end"]) {
    earlier.exec(`drop trigger audit_log_${trigger}`);
  }
  earlier.exec("alter table audit_log drop column seal");
  earlier.exec("drop table setup_links; drop table verified_answers; drop table digests");
  for (const table of ["conversations", "people", "chats", "chat_messages"]) {
    earlier.exec(`drop table teams_${table}`);
  }
  earlier.exec("drop index answers_by_asked_at; drop index votes_by_voted_at");
  earlier.exec("drop table teams_said; drop table erasures; drop table spent_limits");
  earlier.exec(
    "drop table text_policies; drop table learned_versions; drop table learned_serving; drop table learned_trials; drop table lineages; drop table review_decisions; drop table source_owners; drop table training_jobs; drop table learning_runs; drop table citation_opens",
  );
  earlier.exec("drop table storage_standing; alter table jobs drop column queued_at");
  for (const table of ["reader_groups", "identity_links", "group_syncs", "groups_versions"]) {
    earlier.exec(`drop table ${table}`);
  }
  for (const table of CATALOGUE_TABLES) earlier.exec(`drop table ${table}`);
  earlier.exec("drop index documents_by_access");
  earlier.exec("alter table votes drop column by_member");
  earlier.exec("alter table answers drop column retrieval_version");
  for (const column of ["last_sync_progress_at", "in_step_at", "lag", "held_removals"]) {
    earlier.exec(`alter table sources drop column ${column}`);
  }
  for (const column of ["fingerprint", "attempts", "retry_at"]) {
    earlier.exec(`alter table failures drop column ${column}`);
  }
  earlier.exec(
    "insert into sources values ('wiki', 'notion', '{}', null, null, 0, 0, null, 1, 2, 3, null, null)",
  );
  earlier.exec("insert into failures values ('wiki', 'a', 'Broken.', 4)");
  earlier.exec("delete from kysely_migration where name >= '2026-11-21-sync-health'");
  earlier.close();
  expect(readSchemaState(file)).toMatchObject({
    state: "behind",
    pending: Object.keys(MIGRATIONS).filter((name) => name >= "2026-11-21-sync-health"),
  });
  const again = await temporaryStorage(file);
  expect(readSchemaState(file).state).toBe("current");
  expect(await again.answers.get("q")).toStrictEqual(unansweredQuestion("q"));
  expect(await again.sources.get("wiki")).toMatchObject({ kind: "notion", lastSyncFinishedAt: 3 });
  // What failed before is tried again at once.
  expect(await again.failures.list("wiki")).toMatchObject([{ documentId: "a", retryAt: 0 }]);
});

it("refuses data of a newer version, names the folder, and leaves it as it was", async () => {
  const folder = temporaryFolder();
  const file = join(folder, "footnote.db");
  await (await openStorage({ file })).close();
  const newer = new DatabaseSync(file);
  newer.exec("insert into kysely_migration values ('2099-01-01-later', '2099-01-01T00:00:00Z')");
  newer.close();
  const before = readFileSync(file);
  expect(readSchemaState(file)).toMatchObject({ state: "newer", unknown: ["2099-01-01-later"] });
  const error = await refusal(file);
  expect(error.code).toBe("newer-version");
  expect(error.message).toBe(
    `The data in ${folder} was written by a newer Footnote: upgrade Footnote, or restore a backup that this version made.`,
  );
  expect(readFileSync(file).equals(before)).toBe(true);
});

it("says in one sentence that a file is no database, and leaves it as it was", async () => {
  const file = inNewFolder();
  const text = "These are my notes, not a database. ".repeat(50);
  writeFileSync(file, text);
  const error = await refusal(file);
  expect(error).toMatchObject({ code: "unavailable" });
  expect(error.message).toMatch(/footnote\.db is damaged or not a database: restore a backup/);
  expect(readFileSync(file, "utf8")).toBe(text);
});

it("says in one sentence that the folder cannot be made", async () => {
  const blocked = join(temporaryFolder(), "blocked");
  writeFileSync(blocked, "A file where a folder should be.");
  const error = await refusal(join(blocked, "data", "footnote.db"));
  expect(error.code).toBe("unavailable");
  expect(error.message).toMatch(/^Cannot make the folder .*blocked.data: .*FOOTNOTE_DATA_DIR/);
});

it.skipIf(process.getuid?.() === 0 || process.platform === "win32")(
  "says in one sentence that the folder is read-only (skipped: root may write anywhere)",
  async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o500);
    const error = await refusal(join(folder, "footnote.db"));
    expect(error.code).toBe("unavailable");
    expect(error.message).toContain(folder);
  },
);

it("says in one sentence that writing is not possible", async () => {
  const storage = await temporaryStorage();
  await sql`pragma query_only = on`.execute(storage.database);
  const failed = storage.answers.create(unansweredQuestion("q"));
  await expect(failed).rejects.toThrow(/^Cannot write .*footnote\.db: make .* FOOTNOTE_DATA_DIR/);
});

it("loses nothing when the disk is full and goes on when there is room", async () => {
  const storage = await temporaryStorage();
  await storage.answers.create(unansweredQuestion("kept"));
  const { rows } = await sql<{ pageCount: number }>`pragma page_count`.execute(storage.database);
  const limit = sql.raw(String((rows[0]?.pageCount ?? 0) + 4));
  await sql`pragma max_page_count = ${limit}`.execute(storage.database);
  const big = { text: "x".repeat(100_000) };
  const failed = storage.answers.appendEvents("kept", [{ first: true }, big]);
  await expect(failed).rejects.toMatchObject({ name: "StorageError", code: "full" });
  await expect(storage.answers.appendEvents("kept", [big])).rejects.toThrow(/is full: free some/);
  expect(await storage.answers.get("kept")).toStrictEqual(unansweredQuestion("kept"));
  expect(await storage.answers.listEvents("kept", 0)).toEqual([]);
  await sql`pragma max_page_count = 1000000`.execute(storage.database);
  await storage.answers.appendEvents("kept", [big]);
  expect(await storage.answers.listEvents("kept", 0)).toEqual([{ sequence: 1, event: big }]);
});

it("waits for another process's lock without standing still", async () => {
  const file = inNewFolder();
  const storage = await temporaryStorage(file);
  const other = new DatabaseSync(file);
  other.exec("begin immediate");
  let done = false;
  const written = storage.answers.create(unansweredQuestion("q")).then(() => {
    done = true;
  });
  await sleep(400);
  expect(done).toBe(false);
  other.exec("commit");
  await written;
  other.close();
  expect(await storage.answers.get("q")).toBeDefined();
});

it("backs up everything while others write, into a file that opens by itself", async () => {
  const storage = await temporaryStorage();
  await storage.answers.create(unansweredQuestion("q"));
  await storage.audit.append({ at: 1, actor: "ann", action: "test", detail: {} });
  const file = join(temporaryFolder(), "backup.db");
  const writing = storage.answers.appendEvents("q", [1, 2, 3]);
  await storage.backup(file);
  await writing;
  await storage.answers.create(unansweredQuestion("later"));
  const copy = await temporaryStorage(file);
  expect(await copy.answers.get("q")).toStrictEqual(unansweredQuestion("q"));
  expect(await copy.answers.get("later")).toBeUndefined();
  expect([0, 3]).toContain((await copy.answers.listEvents("q", 0)).length);
  // Who wrote it knows its key.
  await expect(copy.audit.verify()).rejects.toThrow(/sealed with another key/);
  await expect(storage.backup(join(file, "nowhere", "b.db"))).rejects.toThrow(
    /^Cannot write the backup .*b\.db: check that its folder exists/,
  );
});

it.skipIf(process.platform === "win32")("lets nobody else into a folder it makes", async () => {
  const folder = join(temporaryFolder(), "data");
  await temporaryStorage(join(folder, "footnote.db"));
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

async function refusal(file: string): Promise<StorageError> {
  const error = await openStorage({ file }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof StorageError)) throw new Error(`Expected a StorageError, got ${error}.`);
  return error;
}
