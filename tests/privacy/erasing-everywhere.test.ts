import { copyFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { erasePerson, redoErasures } from "../../src/privacy/erase-person.ts";
import { findPersonNames } from "../../src/privacy/find-person.ts";
import { createStorageQueue } from "../../src/queue/storage-queue/create-storage-queue.ts";
import { openErasureFile } from "../../src/storage/erasures/erasure-file.ts";
import { type OpenStorage, openStorage } from "../../src/storage/open-storage.ts";
import { isElsewhere } from "../elsewhere/databases.ts";
import { temporaryFolder, temporaryStorage } from "../storage/temporary-storage.ts";
import { BEN, leaveMembership, leaveName, leaveTraces } from "../support/leave-traces.ts";
import { readStored } from "../support/state.ts";

const MAIL = "zoë.o'connor+x@example.com";
const NAME = "Zoë O'Connor";
const TENANT = "teams:11111111-2222-3333-4444-555555555555";
const SLACK = {
  ...{ workspaceId: "slack:T1", id: "slack:T1:UZOE", email: MAIL, name: NAME, word: "zebrafish" },
};
const TEAMS = { ...SLACK, workspaceId: TENANT, id: `${TENANT}:aaaa-zoe`, word: "quagga" };
/** Whose names begin or end as hers do. */
const LONGER = {
  ...BEN,
  ...{ id: "slack:T1:UZOE2", email: `j${MAIL}.br`, name: "Jo Else", word: "armadillo" },
};

test("somebody of two chats with an odd address is gone from every byte, and nobody else is", async () => {
  const { storage, file } = await fill();
  const erasures = openErasureFile(join(dirname(file), "erasures.jsonl"));
  const deps = { storage, erasures, now: () => 9 };
  const before = join(temporaryFolder(), "state.sqlite");
  await storage.backup(before);
  const find = (who: string) => findPersonNames(who, { storage, platforms: [] });
  const zoe = await find(MAIL.toUpperCase());
  expect(new Set(zoe.ids)).toEqual(new Set([SLACK.id, TEAMS.id]));
  expect(zoe.principals).toEqual([`user:${MAIL}`]);
  expect(zoe.notes).toContainEqual(expect.stringContaining("team@elsewhere.example"));
  expect(await find("slack:t1:uzoe")).toMatchObject({ principals: [`user:${MAIL}`] });
  expect(await tracesIn(file)).toHaveLength(6);
  const { audit, privacy } = storage;
  expect(await audit.verify()).toBeUndefined();
  // She is an admin, and does it herself.
  await erasePerson(zoe, SLACK.id, deps);
  expect(await tracesIn(file)).toEqual([]);
  expect(await audit.verify()).toBeUndefined();
  expect((await privacy.count(zoe)).filter(({ count }) => count > 0)).toEqual([]);
  await expectOthers(storage);

  copyFileSync(join(dirname(file), "secret.key"), join(dirname(before), "secret.key"));
  const restored = await openStorage({ file: before });
  expect(await tracesIn(before)).toHaveLength(6);
  await redoErasures({ ...deps, storage: restored });
  // As restore does with a copy: rows of Postgres lie in another order in it, and pages keep pieces of those that grew.
  if (isElsewhere()) await sql`vacuum`.execute(restored.database);
  await restored.privacy.scrub();
  const leftBehind = await tracesIn(before);
  await expectOthers(restored);
  await restored.close();
  expect(leftBehind).toEqual([]);
}, 60_000);

async function fill() {
  const file = join(temporaryFolder(), "state.sqlite");
  const storage = await temporaryStorage(file);
  for (let n = 0; n < 20; n += 1) {
    for (const one of [SLACK, TEAMS]) await leaveTraces(storage, one, LONGER, 1_000, n);
    await leaveTraces(storage, LONGER, SLACK, 1_000, n);
  }
  await leaveMembership(storage, { ...SLACK, word: "team" });
  await leaveName(storage, SLACK, LONGER);
  const { administration, audit, limits } = storage;
  await administration.commands.keep("asked-of-her", { text: `Kept of ${MAIL}:\nnothing` }, 1);
  await administration.commands.keep("of-another", { text: `Kept of ${LONGER.email}.` }, 1);
  await administration.commands.saveState("of-another", '{"by":"somebody"}');
  await limits.spend(`actions ${TEAMS.id}`, 1, 1);
  const typed = { for: MAIL.toUpperCase(), and: MAIL.normalize("NFD"), at: LONGER.email };
  await audit.append({ at: 1, actor: SLACK.id, action: "source.added", detail: typed });
  await audit.append({ at: 1, actor: LONGER.id, action: "admin.added", detail: { to: TEAMS.id } });
  await keepJobs(storage);
  return { storage, file };
}

async function keepJobs(storage: OpenStorage) {
  const queue = createStorageQueue(storage.database, { maxAttempts: 1, backoffMs: 1 });
  const says = (by: string, text: string) => ({ event: { by, text } });
  const jobs = {
    running: says(SLACK.id, "zebrafish"),
    dead: says(LONGER.id, `Ask\n${MAIL.toUpperCase()}, or <${TEAMS.id}>.`),
    others: says(LONGER.id, `Ask ${LONGER.email}: armadillo`),
    waiting: says(TEAMS.id, "quagga"),
  };
  for (const [kind, payload] of Object.entries(jobs)) {
    await queue.enqueue({ kind, key: kind, payload });
  }
  await queue.enqueue({
    kind: "waiting",
    key: `k:${SLACK.id}:7`,
    group: `g:${SLACK.id}`,
    payload: 1,
  });
  await queue.claim(["running"], "owner", 1_000_000);
  for (const kind of ["dead", "others"]) {
    const job = await queue.claim([kind], "owner", 1_000);
    await queue.fail(job?.id ?? "", "owner", `It broke for ${job?.kind}.`);
  }
}

async function expectOthers(storage: OpenStorage) {
  const { rooms, administration, database } = storage;
  expect(await rooms.replies.get("slack:T1:C1:UZOE20.2")).toMatchObject({
    context: ["I saw a armadillo."],
  });
  expect(await administration.commands.get("of-another")).toBeDefined();
  expect(await administration.commands.get("asked-of-her")).toBeUndefined();
  expect(await database.selectFrom("jobs").select("kind").execute()).toEqual([{ kind: "others" }]);
  expect((await storage.feedback.votes("slack:T1:C1:UZOE20.1")).length).toBe(1);
  const other = { ids: [LONGER.id], principals: [`user:${LONGER.email}`] };
  const counts = new Map(
    (await storage.privacy.count(other)).map(({ kind, count }) => [kind, count]),
  );
  for (const kind of ["questions", "votes", "commands", "limits", "queue", "audiences"]) {
    expect([kind, counts.get(kind)]).toEqual([kind, expect.any(Number)]);
    expect([kind, counts.get(kind) === 0]).toEqual([kind, false]);
  }
}

/** What can be read of her as it lies there, in files with their log and free pages. */
async function tracesIn(file: string): Promise<string[]> {
  const places = await readStored(dirname(file));
  const bytes = places
    .map((place) => place.bytes.toString("utf8").toLowerCase().normalize("NFC"))
    .join("\n")
    .replaceAll(LONGER.email, "")
    .replaceAll(LONGER.id.toLowerCase(), "");
  const traces = [SLACK.id, TEAMS.id, MAIL, NAME, SLACK.word, TEAMS.word];
  return traces.filter((trace) => bytes.includes(trace.toLowerCase()));
}
