import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { createStorageQueue } from "../../src/queue/storage-queue/create-storage-queue.ts";
import { openStorage } from "../../src/storage/open-storage.ts";

/*
 * A second process for the tests: opens the file, says "ready", waits for a line, does its part
 * and writes one line of JSON for each thing that is done, after it is done.
 */

const [role = "", file = "", owner = ""] = process.argv.slice(2);
const storage = await openStorage({ file });
const queue = createStorageQueue(storage.database, { maxAttempts: 1_000, backoffMs: 1 });
report("ready");
await once(process.stdin, "data");
await act();
await storage.close();
process.stdin.destroy();

async function act(): Promise<void> {
  if (role === "open") return;
  if (role === "audit") {
    for (let n = 0; n < 60; n++) {
      await storage.audit.append({ at: n, actor: owner, action: "test", detail: { n } });
    }
  }
  if (role === "leases") {
    for (let n = 0; n < 80; n++) {
      if (await storage.leases.acquire(`lease-${n}`, owner, 60_000, 1)) report(n);
    }
  }
  if (role === "access-lists") {
    for (let n = 0; n < 40; n++) report([n, await storage.accessLists.idOf([`group:g${n}`])]);
  }
  if (role === "usage") {
    for (let n = 0; n < 60; n++) {
      const tokens = { calls: 1, inputTokens: n, outputTokens: 2 };
      await storage.modelUsage.add({ day: "2026-03-01", model: `m${n % 2}`, ...tokens });
    }
  }
  if (role === "chat-threads") {
    for (let n = 0; n < 40; n++) {
      const id = `teams:t:c:${owner}${n}`;
      report(await storage.teams.chatThread("teams:t:c", id, n, 1_000));
    }
  }
  if (role === "events") {
    for (let n = 0; n < 50; n++) await storage.answers.appendEvents("q", [{ owner, n }]);
  }
  if (role === "jobs") {
    for (;;) {
      const job = await queue.claim(["count"], owner, 60_000);
      if (job === undefined) return;
      const takenAt = Number(process.hrtime.bigint());
      await sleep(1);
      report({ n: job.payload, takenAt, doneAt: Number(process.hrtime.bigint()) });
      await queue.complete(job.id, owner);
    }
  }
  if (role === "write-for-ever") await writeForEver();
}

async function writeForEver(): Promise<void> {
  for (let n = 0; ; n++) {
    const id = `${owner}-${n}`;
    await storage.audit.append({ at: n, actor: owner, action: "write", detail: { id } });
    report({ audit: id });
    await queue.enqueue({ kind: "write", key: id, payload: id });
    report({ job: id });
    await storage.answers.appendEvents("q", [
      { id, half: 1 },
      { id, half: 2 },
    ]);
    report({ events: id });
  }
}

function report(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
