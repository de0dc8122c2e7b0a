import { join } from "node:path";
import { expect, it } from "vitest";
import { unansweredQuestion } from "../contracts/storage/unanswered-question.ts";
import { runTwoProcesses } from "./start-storage-process.ts";
import { temporaryFolder, temporaryStorage } from "./temporary-storage.ts";

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

it("makes a new folder once when two processes open it at the same moment", async () => {
  const file = join(temporaryFolder(), "new", "folder", "footnote.db");
  await runTwoProcesses("open", file);
  const storage = await temporaryStorage(file);
  expect(await storage.sources.list()).toEqual([]);
});

it("keeps one unbroken audit chain", async () => {
  const file = join(temporaryFolder(), "footnote.db");
  const storage = await temporaryStorage(file);
  await runTwoProcesses("audit", file);
  const entries = await storage.audit.list(1_000);
  expect(entries.map(({ id }) => id)).toEqual(numbers(120).map((n) => 120 - n));
  for (const owner of ["one", "two"]) {
    const own = entries.filter(({ actor }) => actor === owner).map(({ detail }) => detail.n);
    expect(own).toEqual(numbers(60).toReversed());
  }
  expect(await storage.audit.verify()).toBeUndefined();
});

it("gives each lease to one of them", async () => {
  const file = join(temporaryFolder(), "footnote.db");
  const [one, two] = await runTwoProcesses<number>("leases", file);
  expect([...one, ...two].sort((a, b) => a - b)).toEqual(numbers(80));
});

it("gives both the same id for the same readers", async () => {
  const file = join(temporaryFolder(), "footnote.db");
  const [one, two] = await runTwoProcesses<[number, number]>("access-lists", file);
  expect(one).toEqual(two);
  expect(new Set(one.map(([, id]) => id)).size).toBe(40);
});

it("gives what is said in a chat to both at once one thread", async () => {
  const file = join(temporaryFolder(), "footnote.db");
  const [one, two] = await runTwoProcesses<string>("chat-threads", file);
  expect(new Set([...one, ...two]).size).toBe(1);
});

it("counts every token that both use", async () => {
  const file = join(temporaryFolder(), "footnote.db");
  await runTwoProcesses("usage", file);
  const storage = await temporaryStorage(file);
  const each = { day: "2026-03-01", calls: 60, outputTokens: 120 };
  expect(await storage.modelUsage.list("2026-03-01")).toEqual([
    { ...each, model: "m0", inputTokens: 1_740 },
    { ...each, model: "m1", inputTokens: 1_800 },
  ]);
});

it("numbers the events of one answer without gaps", async () => {
  const file = join(temporaryFolder(), "footnote.db");
  const storage = await temporaryStorage(file);
  await storage.answers.create(unansweredQuestion("q"));
  await runTwoProcesses("events", file);
  const events = await storage.answers.listEvents("q", 0);
  expect(events.map(({ sequence }) => sequence)).toEqual(numbers(100).map((n) => n + 1));
  expect(new Set(events.map(({ event }) => JSON.stringify(event))).size).toBe(100);
});
