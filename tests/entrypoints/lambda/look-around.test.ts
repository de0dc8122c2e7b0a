import { expect, it, onTestFinished } from "vitest";
import { UPKEEP_JOBS } from "../../../src/app-queue.ts";
import type { Config } from "../../../src/config.ts";
import { lookAround } from "../../../src/entrypoints/lambda/look-around.ts";
import { upkeepWorks } from "../../../src/entrypoints/lambda/upkeep-works.ts";
import { learnInside } from "../../../src/entrypoints/serve/learning/learn-inside.ts";
import { openChats } from "../../../src/entrypoints/serve/run-chats.ts";
import { addSource } from "../../../src/sources/add-source.ts";
import { SYNC_JOB } from "../../../src/sources/syncing/request-sync.ts";
import { syncNamedSource } from "../../../src/sources/syncing/sync-named-source.ts";
import { startOpenAiCounterpart } from "../../counterparts/openai/start-openai-counterpart.ts";
import { createTeller } from "../../learning/monitoring/fill-storage.ts";
import { openApp, syncFiles } from "../../support/open-app.ts";
import { temporaryFolder, writeFiles } from "../../support/temporary-folder.ts";

const forLong = () => new AbortController().signal;

async function openLambda(change: Partial<Config> = {}) {
  const app = await openApp(change);
  const lambda = { app, chats: await openChats(app) };
  const take = (kind: string) => app.queue.claim([kind], "w", 60_000);
  return { app, lambda, take };
}

it("queues a source that was never read, once, and leaves alone what is paused or not due", async () => {
  const { app, lambda, take } = await openLambda();
  const path = writeFiles(temporaryFolder("docs"), { "a.md": "# A\n\nWords." });
  for (const name of ["new", "paused"]) {
    await addSource({ kind: "files", name, settings: { path } }, "test", app.administering);
  }
  await app.storage.sources.update("paused", { paused: true });
  await syncFiles(app, { "b.md": "# B\n\nWords." });
  await lookAround(lambda, forLong());
  await lookAround(lambda, forLong());
  expect(await app.queue.stats()).toMatchObject({ waiting: 1, running: 0, dead: 0 });
  expect((await take(SYNC_JOB))?.payload).toMatchObject({ source: "new", full: false });
});

it("queues what is due by its schedule", async () => {
  const { app, lambda, take } = await openLambda();
  await syncFiles(app, { "b.md": "# B\n\nWords." });
  await lookAround(lambda, forLong());
  expect(await take(SYNC_JOB)).toBeUndefined();
  const lastSyncStartedAt = app.now() - 120_000;
  await app.storage.sources.update("handbook", { schedule: "* * * * *", lastSyncStartedAt });
  await lookAround(lambda, forLong());
  expect((await take(SYNC_JOB))?.payload).toMatchObject({ source: "handbook" });
});

it("queues embedding while a text lacks its vector", async () => {
  const model = await startOpenAiCounterpart();
  onTestFinished(model.close);
  const { app, lambda, take } = await openLambda({
    endpoint: { baseUrl: model.baseUrl, apiKey: "test-key" },
    embedder: {
      ...{ kind: "openai", model: "test-embedder", dimensions: undefined },
      ...{ queryPrefix: undefined, passagePrefix: undefined },
    },
  });
  const settings = { path: writeFiles(temporaryFolder("docs"), { "a.md": "# A\n\nWords." }) };
  await addSource({ kind: "files", name: "docs", settings }, "test", app.administering);
  await syncNamedSource("docs", { wait: false, signal: forLong() }, app.administering);
  await lookAround(lambda, forLong());
  const job = await take(UPKEEP_JOBS.vectors);
  if (job === undefined) throw new Error("Nothing was queued.");
  await upkeepWorks(app)
    .find(({ kind }) => kind === job.kind)
    ?.handle(job, forLong());
  await app.queue.complete(job.id, "w");
  await lookAround(lambda, forLong());
  expect(await take(UPKEEP_JOBS.vectors)).toBeUndefined();
});

it("does the rest where one part fails, and nothing more once its time is up", async () => {
  const { app, lambda, take } = await openLambda();
  await syncFiles(app, { "b.md": "# B\n\nWords." });
  await app.storage.sources.update("handbook", { schedule: "* * * * *", lastSyncStartedAt: 0 });
  const wakeOverdue = () => Promise.reject(new Error("SQS is away."));
  const broken = { ...lambda, app: { ...app, wakeOverdue } };
  await lookAround(broken, AbortSignal.abort());
  expect(await take(SYNC_JOB)).toBeUndefined();
  await lookAround(broken, forLong());
  expect(await take(SYNC_JOB)).toBeDefined();
});

it("queues learning where there is reason to, once, and learns as that job", async () => {
  const learning = { mode: "challenger", labels: 1, everyMs: 3_600_000 } as const;
  const { app, lambda, take } = await openLambda({ learning });
  await syncFiles(app, { "leave.md": "# Leave\n\nEverybody has 30 days." });
  const cites = [{ source: "handbook", documentId: "leave.md" }];
  await createTeller(app.storage)({ at: app.now() - 1_000, in: "web", cites, likes: 1 });
  await lookAround(lambda, forLong());
  await lookAround(lambda, forLong());
  expect(await app.queue.stats()).toMatchObject({ waiting: 1 });
  const job = await take(UPKEEP_JOBS.learning);
  if (job === undefined) throw new Error("Nothing was queued.");
  const work = upkeepWorks(app).find(({ kind }) => kind === job.kind);
  await work?.handle(job, forLong());
  // A function that was cut off does its job again.
  await work?.handle(job, forLong());
  const { learning: learned } = app.storage;
  expect(await learned.runs.list("retrieval", 9)).toMatchObject([{ end: { verdict: "rejected" } }]);
});

it("ends learning when its time is up", async () => {
  const learning = { mode: "challenger", labels: 1, everyMs: 1 } as const;
  const { app } = await openLambda({ learning });
  const stop = AbortSignal.abort();
  expect(await learnInside(app)).toMatchObject({ verdict: "rejected" });
  const tell = createTeller(app.storage);
  for (let n = 0; n < 300; n += 1) {
    const cites = [{ source: "handbook", documentId: `page-${n}` }];
    const id = await tell({ at: 1_000, in: "web", text: `alpha${n} beta${n}`, cites });
    const vote = { answerId: id, voter: `person ${n}`, citation: 0, vote: "up" } as const;
    const none = { reason: undefined, correction: undefined, byMember: true };
    await app.storage.feedback.vote({ ...vote, ...none, votedAt: app.now() }, undefined);
  }
  app.config.retention = { ...app.config.retention, questions: 0, votes: 0 };
  expect(await learnInside(app, stop)).toMatchObject({
    ...{ verdict: "failed", outcome: "The time that it was given was not enough." },
  });
});
