import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { App } from "../../../src/app.ts";
import { openTrainers } from "../../../src/app-training.ts";
import { lookAtJobs } from "../../../src/entrypoints/serve/learning/follow-jobs.ts";
import { beginTraining } from "../../../src/learning/language-models/begin-training.ts";
import {
  attendJob,
  cancelJob,
  listJobs,
  lookAtJob,
} from "../../../src/learning/language-models/follow-training.ts";
import { decodeModel } from "../../../src/learning/language-models/model-artifact.ts";
import type { TrainingDeps } from "../../../src/learning/language-models/training-deps.ts";
import { listModels } from "../../../src/learning/registry/registry.ts";
import {
  type FineTuningCounterpart,
  startFineTuningCounterpart,
} from "../../counterparts/openai-fine-tuning/start-fine-tuning-counterpart.ts";
import {
  startTogetherCounterpart,
  type TogetherCounterpart,
} from "../../counterparts/together/start-together-counterpart.ts";
import { filesOf, makeAdapter } from "../../models/fine-tuning/make-adapter.ts";
import { makeDataset } from "../../models/fine-tuning/make-dataset.ts";
import { openApp } from "../../support/open-app.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const QWEN = "Qwen/Qwen3-8B";
const GPT = "gpt-4.1-mini-2025-04-14";
/** Ends after a while, unless it is ended. */
const RECIPE = ["-e", "setTimeout(() => {}, 60_000)"];

let openai: FineTuningCounterpart;
let together: TogetherCounterpart;
beforeAll(async () => {
  openai = await startFineTuningCounterpart();
  together = await startTogetherCounterpart();
});
afterAll(async () => {
  await openai.close();
  await together.close();
});

/** As a process has them that has just started; `deps.clock` may be set forward. */
async function open(app: App): Promise<TrainingDeps & { clock: number }> {
  const deps = {
    ...{ storage: app.storage, codeVersion: "0.0.0", clock: Date.parse("2026-11-23") },
    trainers: await openTrainers(app.config),
    now: () => deps.clock,
  };
  return deps;
}

function openWorld() {
  return openApp({
    endpoint: { baseUrl: openai.baseUrl, apiKey: "test-key" },
    training: {
      ...{ command: [process.execPath, ...RECIPE], folder: temporaryFolder("recipes") },
      ...{ environment: {}, timeLimitMs: 60_000 },
      together: { baseUrl: together.baseUrl, apiKey: "together-key" },
    },
  });
}

const WISH = { quantised: false, epochs: undefined, name: undefined, again: false };

/** What a recipe leaves in the folder of its run. */
function leaveAdapter(run: string, contentHash: string): void {
  makeAdapter(join(run, "adapter"), "weights");
  const at = "2026-11-23T00:00:00Z";
  const record = {
    ...{ contentHash, method: "sft", base: QWEN, quantised: true, config: { r: 16 } },
    ...{ versions: { trl: "1" }, metrics: { train_loss: 1 }, startedAt: at, endedAt: at },
  };
  writeFileSync(join(run, "run.json"), JSON.stringify(record));
}

test("what was handed over is found when it comes back, also after a restart, and registered once with its lineage", async () => {
  const app = await openWorld();
  const deps = await open(app);
  const dataset = await makeDataset("sft");
  const wish = { ...WISH, dataset, base: QWEN, provider: "export", quantised: true } as const;
  const job = await beginTraining(wish, "ada", deps);
  expect(job).toMatchObject({ id: "job-1", state: "handed-over" });
  expect(job.detail).toContain(`--dataset ${dataset}`);
  await expect(beginTraining(wish, "ada", deps)).rejects.toThrow(
    /^job-1 trains the same already \(handed-over\)/,
  );
  const run = job.providerJob ?? "";
  leaveAdapter(run, job.order.contentHash);
  const again = await open(app);
  const [[found], [other]] = await Promise.all([listJobs(again), listJobs(deps)]);
  expect(found?.job).toMatchObject({ state: "succeeded", version: "model-1" });
  expect(other?.job.version).toBe("model-1");
  const { versions, champion } = await listModels(app.storage);
  expect(champion).toEqual({ retrieval: null, model: null, prompt: null });
  expect(versions).toMatchObject([
    {
      ...{ version: "model-1", kind: "model", status: "candidate" },
      lineage: {
        ...{ dataset: job.order.contentHash, datasetName: "handbook-1", base: QWEN, job: "job-1" },
        configuration: { provider: "export", method: "sft", quantised: true, r: 16 },
        code: { footnote: "0.0.0", trl: "1" },
        adapterFiles: filesOf("weights"),
      },
    },
  ]);
  const learned = await app.storage.learning.get("model-1");
  expect(learned && decodeModel(learned)).toEqual({
    ...{ form: "adapter", base: QWEN, path: join(run, "adapter"), quantised: true },
    name: expect.stringMatching(/^handbook-1-[\da-f]{8}$/),
    files: filesOf("weights"),
  });
});

test("an adapter of other rows is no result", async () => {
  const deps = await open(await openWorld());
  const wish = {
    ...WISH,
    dataset: await makeDataset("sft"),
    base: QWEN,
    provider: "export",
  } as const;
  const job = await beginTraining({ ...wish, quantised: true }, "ada", deps);
  leaveAdapter(job.providerJob ?? "", "of other rows");
  const found = await lookAtJob(job, deps);
  expect(found).toMatchObject({ state: "failed", version: undefined });
  expect(found.detail).toMatch(/another contentHash/);
});

test.each([
  ["together", QWEN],
  ["openai", GPT],
] as const)(
  "%s is followed after a restart, and the model's name is what comes back",
  async (provider, base) => {
    const app = await openWorld();
    const wish = { ...WISH, dataset: await makeDataset("sft"), base, provider } as const;
    const { id, state, providerJob = "" } = await beginTraining(wish, "ada", await open(app));
    expect(state).toBe("waiting");
    const deps = await open(app);
    if (provider === "together") together.move(providerJob, "completed");
    else openai.move(providerJob, "succeeded");
    const [found] = await listJobs(deps);
    expect(found).toMatchObject({ job: { id, state: "succeeded", version: "model-1" } });
    const learned = await app.storage.learning.get("model-1");
    expect(learned && decodeModel(learned)).toMatchObject({ form: "model", base, path: null });
  },
);

test("serving looks at what providers train by itself, and leaves alone what somebody copies back", async () => {
  const app = await openWorld();
  const deps = await open(app);
  const dataset = await makeDataset("sft");
  const hosted = { ...WISH, dataset, base: GPT, provider: "openai" } as const;
  const { id, providerJob = "" } = await beginTraining(hosted, "ada", deps);
  const ours = { ...WISH, dataset, base: QWEN, provider: "export" } as const;
  const handed = await beginTraining(ours, "ada", deps);
  await lookAtJobs(app);
  expect((await app.storage.learning.jobs.get(id))?.version).toBeUndefined();
  openai.move(providerJob, "succeeded");
  leaveAdapter(handed.providerJob ?? "", "half of it");
  await lookAtJobs(app);
  await lookAtJobs(app);
  expect(await app.storage.learning.jobs.get(id)).toMatchObject({
    ...{ state: "succeeded", version: "model-1" },
  });
  expect((await app.storage.learning.jobs.get(handed.id))?.state).toBe("handed-over");
});

test("a job that may have begun is not begun again unless somebody says so; one that was refused is", async () => {
  const deps = await open(await openWorld());
  const dataset = await makeDataset("sft");
  const wish = { ...WISH, dataset, base: QWEN, provider: "together" } as const;
  const kto = { ...wish, dataset: await makeDataset("kto") };
  for (const _ of [1, 2]) {
    await expect(beginTraining(kto, "ada", deps)).rejects.toThrow(/Together knows no kto/);
  }
  const before = together.jobs.size;
  // Two files at two places, then the job.
  together.faults.plan("slow", "slow", "slow", "slow", "fail");
  await expect(beginTraining(wish, "ada", deps)).rejects.toMatchObject({ code: "unavailable" });
  expect((await deps.storage.learning.jobs.list())[0]?.state).toBe("unclear");
  await expect(beginTraining(wish, "ada", deps)).rejects.toThrow(/\(unclear\).+--again/);
  expect(together.jobs.size).toBe(before);
  const job = await beginTraining({ ...wish, again: true }, "ada", deps);
  expect(await cancelJob(job.id, "ada", deps)).toMatchObject({ id: job.id, state: "running" });
  together.move(job.providerJob ?? "", "cancelled");
  expect((await lookAtJob(job, deps)).state).toBe("cancelled");
  await expect(cancelJob(job.id, "ada", deps)).rejects.toThrow(/has ended: it is cancelled/);
});

test("a command that runs in one process is ended from another; of one whose process is gone that is said", async () => {
  const app = await openWorld();
  const [deps, elsewhere] = [await open(app), await open(app)];
  const wish = {
    ...WISH,
    dataset: await makeDataset("dpo"),
    base: QWEN,
    provider: "command",
  } as const;
  const job = await beginTraining(wish, "ada", deps);
  const { signal } = new AbortController();
  const attending = attendJob(job, deps, { signal, everyMs: 20 });
  // Not asked of the other process's provider, which knows nothing of it.
  expect((await listJobs(elsewhere))[0]?.job.state).toBe("running");
  await cancelJob(job.id, "ada", elsewhere);
  expect(await attending).toMatchObject({ id: job.id, state: "cancelled" });

  const orphan = await beginTraining(wish, "ada", deps);
  elsewhere.clock += 60_000;
  expect((await lookAtJob(orphan, elsewhere)).detail).toMatch(/ended before it/);
  const stop = new AbortController();
  stop.abort();
  await deps.trainers.provider("command").cancel(orphan.providerJob ?? "", stop.signal);
});

const EMPTY = {};

test.each<[string, object, RegExp]>([
  ["a folder that is no dataset", { dataset: "/nowhere" }, /no readable manifest\.json: export it/],
  [
    "4 bits at a hosted provider",
    { provider: "together", quantised: true },
    /leave --quantised out/,
  ],
  ["a name of nothing", { name: "!" }, /is no name for a model/],
  ["a dataset without rows to train on", EMPTY, /^"handbook-1" has no rows to train on: export it/],
])("refuses %s", async (_, change, reason) => {
  const deps = await open(await openWorld());
  const dataset = await makeDataset("sft", {}, { train: change === EMPTY ? 0 : 12 });
  const wish = { ...WISH, dataset, base: QWEN, provider: "export" as const, ...change };
  await expect(beginTraining(wish, "ada", deps)).rejects.toThrow(reason);
  expect(await deps.storage.learning.jobs.list()).toEqual([]);
});
