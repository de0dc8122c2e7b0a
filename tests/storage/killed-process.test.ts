import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { isPostgres } from "../../src/storage/in-turn.ts";
import { unansweredQuestion } from "../contracts/storage/unanswered-question.ts";
import { startStorageProcess } from "./start-storage-process.ts";
import { temporaryFolder, temporaryStorage } from "./temporary-storage.ts";

type Report = { audit?: string; job?: string; events?: string };

it("keeps what was acknowledged, once, when its writers are killed at random moments", async () => {
  const file = join(temporaryFolder(), "footnote.db");
  const storage = await temporaryStorage(file);
  await storage.answers.create(unansweredQuestion("q"));
  const acknowledged: Report[] = [];
  for (let round = 0; round < 4; round++) {
    const writers = ["a", "b"].map((name) =>
      startStorageProcess("write-for-ever", file, `${name}${round}`),
    );
    await Promise.all(writers.map((writer) => writer.ready));
    for (const writer of writers) writer.go();
    while (!writers.every((writer) => writer.reports.length > 3)) await sleep(5);
    for (const writer of writers) {
      await sleep(Math.random() * 60);
      writer.kill();
    }
    expect(await Promise.all(writers.map((writer) => writer.ended))).toEqual([
      "SIGKILL",
      "SIGKILL",
    ]);
    for (const writer of writers) acknowledged.push(...(writer.reports as Report[]));
  }

  if (!isPostgres(storage.database)) {
    const check = sql<{ integrityCheck: string }>`pragma integrity_check`;
    const { rows } = await check.execute(storage.database);
    expect(rows).toEqual([{ integrityCheck: "ok" }]);
  }
  expect(await storage.audit.verify()).toBeUndefined();

  const entries = await storage.audit.list(1_000_000);
  expectOnce(
    acknowledged,
    "audit",
    entries.map(({ detail }) => String(detail.id)),
  );

  const jobs = await storage.database.selectFrom("jobs").select("payload").execute();
  expectOnce(
    acknowledged,
    "job",
    jobs.map(({ payload }) => JSON.parse(payload)),
  );

  const events = await storage.answers.listEvents("q", 0);
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, n) => n + 1));
  const halves = events.map(({ event }) => event as { id: string; half: number });
  const ids = (half: number) => halves.filter((event) => event.half === half).map(({ id }) => id);
  expect(ids(1)).toEqual(ids(2));
  expectOnce(acknowledged, "events", ids(1));
});

/** Everything acknowledged is there; nothing is there twice. */
function expectOnce(acknowledged: Report[], what: keyof Report, stored: string[]): void {
  const kept = new Set(stored);
  expect(kept.size).toBe(stored.length);
  const promised = acknowledged.flatMap((report) => report[what] ?? []);
  expect(promised.length).toBeGreaterThan(0);
  expect(promised.filter((id) => !kept.has(id))).toEqual([]);
}
