import { copyFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openStorage } from "../../src/storage/open-storage.ts";
import { createFootnote } from "../support/footnote.ts";
import { ANNA, BEN, leaveTraces } from "../support/leave-traces.ts";
import { readStored } from "../support/state.ts";

test("somebody is counted, erased, and erased again from an older backup", async () => {
  const footnote = createFootnote();
  const state = join(footnote.dataDir, "state.sqlite");
  await footnote.json("sources", "list");
  const storage = await openStorage({ file: state });
  await leaveTraces(storage, ANNA, BEN, Date.now());
  await leaveTraces(storage, BEN, ANNA, Date.now());
  const change = { at: 1, actor: ANNA.id, action: "source.added", detail: { for: ANNA.email } };
  await storage.audit.append(change);
  await storage.close();
  const backup = join(footnote.folder, "before.tgz");
  await footnote.json("backup", backup);

  const shown = await footnote.json<{ kinds: { kind: string; count: number }[] }>(
    ...["privacy", "show", ANNA.email.toUpperCase()],
  );
  expect(shown).toMatchObject({ ids: [ANNA.id], principals: [`user:${ANNA.email}`] });
  expect(shown.kinds).toContainEqual({ kind: "questions", count: 2 });
  const unsure = await footnote.run("privacy", "erase", ANNA.id);
  expect(unsure).toMatchObject({ code: 2, stderr: expect.stringContaining("give --yes") });
  const nobody = await footnote.run("privacy", "show", "anna");
  expect(nobody).toMatchObject({ code: 1, stderr: expect.stringContaining('"anna" is nobody') });
  expect(await tracesIn(footnote.dataDir)).toHaveLength(4);

  const erased = await footnote.json("privacy", "erase", ANNA.id, "--yes");
  expect(erased).toMatchObject({ ids: [ANNA.id], inAuditLog: true, isScrubbed: true });
  expect(await tracesIn(footnote.dataDir)).toEqual([]);
  expect(statSync(join(footnote.dataDir, "erasures.jsonl")).mode & 0o777).toBe(0o600);
  expect(await footnote.json("audit-log", "verify")).toMatchObject({ sound: true });

  const { kept, erasedAgain } = await footnote.json<{ kept: string; erasedAgain: number }>(
    ...["restore", backup],
  );
  expect(erasedAgain).toBe(1);
  expect(await tracesIn(footnote.dataDir)).toEqual([]);
  expect(await tracesIn(kept)).toEqual([]);
  expect(await footnote.json("privacy", "show", BEN.id)).toMatchObject({
    kinds: expect.arrayContaining([{ kind: "questions", count: 2 }]),
  });
  // Once more, of what knows of it: nothing is left to do.
  const later = join(footnote.folder, "after.tgz");
  await footnote.json("backup", later);
  expect(await footnote.json("restore", later)).toMatchObject({ erasedAgain: 0 });

  // Elsewhere, nobody knows but who brings the notes along. What may not be written to the audit log
  // without its key waits for that, and for nothing else.
  const elsewhere = createFootnote();
  const notes = join(footnote.dataDir, "erasures.jsonl");
  const missing = await elsewhere.run("restore", backup, "--erasures", join(footnote.folder, "no"));
  expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining("is not there") });
  await elsewhere.json("restore", backup, "--erasures", notes);
  expect(await tracesIn(elsewhere.dataDir)).toEqual([ANNA.id, ANNA.email]);
  copyFileSync(join(footnote.dataDir, "secret.key"), join(elsewhere.dataDir, "secret.key"));
  const serving = await elsewhere.serve();
  await expect.poll(() => tracesIn(elsewhere.dataDir), { timeout: 20_000 }).toEqual([]);
  expect(await serving.stop()).toMatchObject({ code: 0 });
  expect(await elsewhere.json("audit-log", "verify")).toMatchObject({ sound: true });
}, 180_000);

test("without its key somebody is erased all the same, serve goes on, and their name follows", async () => {
  const footnote = createFootnote();
  await footnote.json("sources", "list");
  const storage = await openStorage({ file: join(footnote.dataDir, "state.sqlite") });
  await leaveTraces(storage, ANNA, BEN, Date.now());
  await storage.close();
  await footnote.json("sources", "add", "files", "handbook", "--set", "path=.");
  await footnote.json("admins", "remove", ANNA.id);
  const [key, away] = [join(footnote.dataDir, "secret.key"), join(footnote.folder, "away.key")];
  renameSync(key, away);
  const erased = await footnote.json("privacy", "erase", ANNA.id, "--yes");
  expect(erased).toMatchObject({ awaitsKey: true, inAuditLog: false });
  expect(await tracesIn(footnote.dataDir)).toEqual([ANNA.id]);
  const without = await footnote.serve();
  expect(await without.stop()).toMatchObject({ code: 0 });
  expect(await tracesIn(footnote.dataDir)).toEqual([ANNA.id]);
  rmSync(key, { force: true });
  renameSync(away, key);
  const serving = await footnote.serve();
  await expect.poll(() => tracesIn(footnote.dataDir), { timeout: 20_000 }).toEqual([]);
  await serving.stop();
  expect(await footnote.json("audit-log", "verify")).toMatchObject({ sound: true });
}, 180_000);

test("a workspace is erased, of Teams too, and what has expired is counted, then removed", async () => {
  const tenant = "teams:11111111-2222-3333-4444-555555555555";
  const footnote = createFootnote({ environment: { FOOTNOTE_KEEP_CONTEXT_DAYS: "0" } });
  await footnote.json("sources", "list");
  const state = join(footnote.dataDir, "state.sqlite");
  const storage = await openStorage({ file: state });
  const anna = { ...ANNA, workspaceId: tenant, id: `${tenant}:anna` };
  await leaveTraces(storage, anna, anna, 1_000);
  await leaveTraces(storage, BEN, BEN, 1_000);
  await storage.close();
  expect(await footnote.run("privacy", "erase-workspace", tenant)).toMatchObject({ code: 2 });
  expect(await footnote.run("privacy", "erase-workspace", "T1", "--yes")).toMatchObject({
    code: 2,
  });
  const gone = await footnote.json("privacy", "erase-workspace", tenant, "--yes");
  expect(gone).toEqual({ workspace: tenant, answers: 2 });
  expect(await tracesIn(footnote.dataDir)).toEqual([]);

  type Kinds = { kinds: { kind: string; days: number | null; expired: number }[] };
  const counted = await footnote.json<Kinds>("privacy", "retain", "--dry-run");
  const of = (kind: string, { kinds }: Kinds) => kinds.find((one) => one.kind === kind);
  expect(of("votes", counted)).toEqual({ kind: "votes", days: 365, expired: 4 });
  expect(of("thread context", counted)).toEqual({ kind: "thread context", days: null, expired: 0 });
  expect(await footnote.json("privacy", "retain", "--dry-run")).toEqual(counted);
  const removed = await footnote.json<Kinds>("privacy", "retain");
  expect(of("votes", removed)?.expired).toBe(4);
  const after = await footnote.json<Kinds>("privacy", "retain");
  expect(after.kinds.filter(({ expired }) => expired > 0)).toEqual([]);
  const { stdout } = await footnote.run("doctor");
  expect(stdout).toMatch(/retention.*votes 365 days.*thread context for ever/);
}, 180_000);

/** What of Anna can be read from a folder as it lies there. */
async function tracesIn(folder: string): Promise<string[]> {
  const places = await readStored(folder);
  const bytes = places.map((place) => place.bytes.toString("latin1").toLowerCase()).join("\n");
  const { id, email, name, word } = ANNA;
  return [id, email, name, word].filter((trace) => bytes.includes(trace.toLowerCase()));
}
