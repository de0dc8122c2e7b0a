import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { EVERYONE } from "../../src/access/audience.ts";
import type { Answer } from "../../src/answer/answer.ts";
import type { AnswerDeps } from "../../src/answer/answer-question.ts";
import type { App } from "../../src/app.ts";
import {
  ANSWER_JOB,
  acceptQuestion,
  enqueueQuestion,
} from "../../src/conversation/accept-question.ts";
import { runAnswerWorkers } from "../../src/conversation/answer-worker.ts";
import { followAnswer } from "../../src/conversation/follow-answer.ts";
import { createStorageQueue } from "../../src/queue/storage-queue/create-storage-queue.ts";
import { openStorage } from "../../src/storage/open-storage.ts";
import { openApp, syncFiles } from "../support/open-app.ts";

const LEAVE = "How many days of annual leave do I get?";
const FILES = {
  "leave.md":
    "# Annual leave\n\nEvery employee gets 28 days of annual leave per year. Unused days expire on 31 March.\n",
};

function startWorkers(app: App, change: Partial<Parameters<typeof runAnswerWorkers>[0]> = {}) {
  const stop = new AbortController();
  const ended = runAnswerWorkers({ ...app, workers: 2, ...change }, stop.signal);
  const end = async () => {
    stop.abort();
    await ended;
  };
  onTestFinished(end);
  return end;
}

/** A question that was kept, but whose process died before it was queued. */
async function keep(app: App, id: string, ageMs: number, surface = "web"): Promise<void> {
  await app.storage.answers.create({
    id,
    threadId: id,
    surface,
    askedBy: "ana",
    askedAt: Date.now() - ageMs,
    question: LEAVE,
    audience: EVERYONE,
    outcome: undefined,
    finishedAt: undefined,
    answer: undefined,
    evidence: undefined,
    promptVersion: undefined,
    retrievalVersion: undefined,
  });
}

const outcomeOf = async (app: App, id: string) => (await app.storage.answers.get(id))?.outcome;

test("an accepted question is answered, and its events can be followed to the end", async () => {
  const app = await openApp();
  await syncFiles(app, FILES);
  const question = {
    messageId: "m1",
    threadId: "t",
    surface: "web",
    askedBy: "ana",
    text: LEAVE,
    audience: EVERYONE,
  };
  await acceptQuestion(question, { ...app, limits: app.config });
  const end = startWorkers(app);
  const events = [];
  for await (const { sequence, event } of followAnswer("m1", app, AbortSignal.timeout(5_000))) {
    events.push({ sequence, type: event.type });
  }
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, at) => at + 1));
  expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(["status", "sentence"]));
  expect(events.at(-1)?.type).toBe("finished");
  await end();
  expect(await app.queue.stats()).toMatchObject({ waiting: 0, running: 0, dead: 0 });
});

test("what a run that was cut off has shown stays, and the rest follows it", async () => {
  const app = await openApp();
  await syncFiles(app, FILES);
  await keep(app, "m1", 0);
  await app.storage.answers.appendEvents("m1", [
    { type: "status", text: "Searching the documents" },
    { type: "sentence", text: "Cut off.", citations: [] },
  ]);
  await enqueueQuestion("m1", "m1", app.queue);
  startWorkers(app);
  await expect.poll(() => outcomeOf(app, "m1"), { timeout: 20_000 }).toBe("answered");
  const events = await app.storage.answers.listEvents("m1", 0);
  const told = events.map(({ event }) => event as { type: string; text: string });
  expect(told.filter(({ text }) => text === "Searching the documents")).toHaveLength(1);
  const record = await app.storage.answers.get("m1");
  const text = (record?.answer as Answer | undefined)?.text;
  expect(text).toMatch(/^Cut off\.\n\n.*28 days.*\[1\]/);
  const shown = told.filter(({ type }) => type === "sentence").map((event) => event.text);
  expect(shown.join("")).toBe(text);
});

test("kept but never queued, a question is found; one of the command line is not taken from it", async () => {
  const app = await openApp();
  await syncFiles(app, FILES);
  await keep(app, "lost", 20_000);
  await keep(app, "terminal", 20_000, "cli");
  await keep(app, "ancient", 11 * 60_000, "cli");
  await keep(app, "young", 0);
  startWorkers(app);
  await expect.poll(() => outcomeOf(app, "lost"), { timeout: 20_000 }).toBe("answered");
  await expect.poll(() => outcomeOf(app, "ancient")).toBe("failed");
  expect(await outcomeOf(app, "terminal")).toBeUndefined();
  // Its own process may be about to queue it.
  expect(await outcomeOf(app, "young")).toBeUndefined();
});

test("a question that ended its process each time fails instead of ending the next", async () => {
  const app = await openApp();
  await keep(app, "poison", 20_000);
  await enqueueQuestion("poison", "poison", app.queue);
  // Leases that ran out at once: five workers that went away without a word.
  for (let attempt = 0; attempt < 6; attempt += 1) await app.queue.claim([ANSWER_JOB], "gone", -1);
  expect(await app.queue.stats()).toMatchObject({ waiting: 0, running: 0, dead: 1 });
  startWorkers(app);
  await expect.poll(() => outcomeOf(app, "poison"), { timeout: 20_000 }).toBe("failed");
  expect(await app.queue.stats()).toMatchObject({ waiting: 0, running: 0, dead: 1 });
});

test("a question that cannot be answered ends as failed, with a trace id", async () => {
  const app = await openApp();
  const storage = await openStorage({ file: join(app.config.dataDir, "state.sqlite") });
  onTestFinished(() => storage.close());
  const queue = createStorageQueue(storage.database, { maxAttempts: 2, backoffMs: 1 });
  const broken: AnswerDeps = {
    ...app.answering,
    accessLists: () => Promise.reject(new Error("The database is away.")),
  };
  await keep(app, "m1", 0);
  await enqueueQuestion("m1", "m1", queue);
  startWorkers(app, { queue, answering: broken });
  await expect.poll(() => outcomeOf(app, "m1"), { timeout: 20_000 }).toBe("failed");
  const record = await app.storage.answers.get("m1");
  expect(record?.answer).toMatchObject({
    outcome: "failed",
    traceId: expect.stringMatching(/./),
    text: "",
  });
  expect(JSON.stringify(record?.answer)).not.toContain("database");
});
