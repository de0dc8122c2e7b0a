import { join } from "node:path";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { removeWorkspace } from "../../src/privacy/remove-workspace.ts";
import { createStorageQueue } from "../../src/queue/storage-queue/create-storage-queue.ts";
import type { OpenStorage } from "../../src/storage/open-storage.ts";
import { temporaryFolder, temporaryStorage } from "../storage/temporary-storage.ts";
import { ANNA, BEN, leaveMembership, leaveName, leaveTraces } from "../support/leave-traces.ts";
import { listTables, readStored } from "../support/state.ts";

const THERE = { ...BEN, workspaceId: "slack:T10", id: "slack:T10:UBEN" };

test("of a workspace that two others know, only that it went stays, and the audit log", async () => {
  const folder = temporaryFolder();
  const storage = await temporaryStorage(join(folder, "state.sqlite"));
  const { administration, audit, installations, limits, rooms } = storage;
  for (let n = 0; n < 20; n += 1) {
    await leaveTraces(storage, ANNA, THERE, 1_000, n);
    await leaveTraces(storage, THERE, ANNA, 1_000, n);
  }
  await leaveMembership(storage, { ...ANNA, word: "team" });
  await leaveName(storage, ANNA, THERE);
  for (const workspaceId of ["slack:T1", "slack:T10"]) {
    const bot = { name: "Acme", botUserId: "U1", botId: "B1", sealedToken: "t", scopes: [] };
    const installed = { ...bot, workspaceId, installedBy: ANNA.id, installedAt: 1_000 };
    await installations.save(installed);
    await limits.spend(`questions in ${workspaceId}`, 3_600_000, 1_000);
    await administration.commands.keep(`to ${workspaceId}`, { text: `<${workspaceId}:C1>` }, 1);
  }
  await audit.append({ at: 1, actor: ANNA.id, action: "a", detail: {} });
  const queue = createStorageQueue(storage.database, { maxAttempts: 1, backoffMs: 1 });
  const removal = { type: "workspace-removed", workspaceId: "slack:T1", removedAt: 5_000 };
  await queue.enqueue({ kind: "chat", key: "slack:T1:removed", payload: { event: removal } });
  await queue.enqueue({ kind: "chat", key: "1", payload: { answerId: "slack:T1:C1:7" } });
  await queue.enqueue({ kind: "chat", key: "2", payload: { answerId: "slack:T10:C1:7" } });
  expect(await tablesWith("slack:T1(?!0)", storage)).toHaveLength(31);

  const job = await queue.claim(["chat"], "owner", 1_000);
  expect(await removeWorkspace({ ...removal, workspaceId: "slack:T1" }, "slack", { storage })).toBe(
    40,
  );
  await queue.complete(job?.id ?? "", "owner");
  expect(await tablesWith("slack:T1(?!0)", storage)).toEqual(["audit_log", "audit_names", "rooms"]);
  expect(await storage.database.selectFrom("jobs").select("key").execute()).toEqual([{ key: "2" }]);
  expect(await rooms.rooms.get("slack:T1")).toMatchObject({ closedAt: 5_000 });
  expect(await installations.list()).toMatchObject([{ workspaceId: "slack:T10", installedBy: "" }]);
  const places = await readStored(folder);
  for (const [said, is] of [
    ["zebrafish", false],
    [ANNA.name, false],
    ["armadillo", true],
  ] as const) {
    expect([said, places.some(({ bytes }) => bytes.includes(said))]).toEqual([said, is]);
  }
}, 60_000);

async function tablesWith(pattern: string, { database }: OpenStorage): Promise<string[]> {
  const found: string[] = [];
  for (const name of await listTables(database)) {
    const all = await sql`select * from ${sql.table(name)}`.execute(database);
    if (new RegExp(pattern).test(JSON.stringify(all.rows))) found.push(name);
  }
  return found;
}
