import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { FineTuneProvider } from "../../../src/models/fine-tuning/fine-tune-provider.ts";
import { createOpenAiFineTuning } from "../../../src/models/fine-tuning/hosted/openai-fine-tuning.ts";
import { createTogetherClient } from "../../../src/models/fine-tuning/hosted/together-client.ts";
import { createTogetherFineTuning } from "../../../src/models/fine-tuning/hosted/together-fine-tuning.ts";
import { readTrainingFolder } from "../../../src/models/fine-tuning/read-training-folder.ts";
import { createOpenAiClient } from "../../../src/models/openai/openai-client.ts";
import {
  type FineTuningCounterpart,
  startFineTuningCounterpart,
} from "../../counterparts/openai-fine-tuning/start-fine-tuning-counterpart.ts";
import {
  startTogetherCounterpart,
  type TogetherCounterpart,
} from "../../counterparts/together/start-together-counterpart.ts";
import { makeDataset } from "./make-dataset.ts";

const signal = new AbortController().signal;
const NOW = Date.parse("2026-11-22");
const OPENAI_BASE = "gpt-4.1-mini-2025-04-14";
const TOGETHER_BASE = "Qwen/Qwen3-8B";

let openai: FineTuningCounterpart;
let together: TogetherCounterpart;
beforeEach(async () => {
  openai = await startFineTuningCounterpart();
  together = await startTogetherCounterpart();
});
afterEach(async () => {
  await openai.close();
  await together.close();
});

const onOpenAi = (apiKey = "test-key", now = NOW) =>
  createOpenAiFineTuning({
    client: createOpenAiClient({ baseUrl: openai.baseUrl, apiKey }),
    now: () => now,
  });
const onTogether = (apiKey = "together-key") =>
  createTogetherFineTuning({
    client: createTogetherClient({ baseUrl: together.baseUrl, apiKey, timeoutMs: 2_000 }),
  });
const HOSTED: [string, () => FineTuneProvider, string][] = [
  ["openai", onOpenAi, OPENAI_BASE],
  ["together", onTogether, TOGETHER_BASE],
];

async function begin(provider: FineTuneProvider, base: string, format = "sft", card = {}) {
  const dataset = await readTrainingFolder(await makeDataset(format, card));
  const uploaded = await provider.upload(dataset, signal);
  return provider.create({ uploaded, base, name: "kb-v1", epochs: 2 }, signal);
}

test.each(["sft", "dpo"])(
  "OpenAI takes %s, tells how it goes and names the model",
  async (format) => {
    const provider = onOpenAi();
    const job = await begin(provider, OPENAI_BASE, format);
    expect(job.state).toBe("waiting");
    expect([...openai.files.values()].map(({ name }) => name)).toEqual([
      "train.jsonl",
      "dev.jsonl",
    ]);
    expect(openai.jobs.get(job.id)?.metadata?.dataset).toMatch(/^[0-9a-f]{64}$/);
    await expect(provider.artifact(job.id, signal)).rejects.toThrow(/no model: it is validating/);
    openai.move(job.id, "running");
    expect((await provider.status(job.id, signal)).state).toBe("running");
    openai.move(job.id, "succeeded");
    const events = await provider.events(job.id, signal);
    // Over two pages, oldest first.
    expect(events.map(({ message }) => message)).toEqual([
      "Created fine-tuning job",
      "The job is running",
      "The job is succeeded",
    ]);
    expect(await provider.artifact(job.id, signal)).toEqual({
      kind: "model",
      model: `ft:${OPENAI_BASE}:acme:kb-v1:0001`,
    });
  },
);

test("OpenAI's refusal to train names the dates and the way out", async () => {
  openai.refuseTraining();
  await expect(begin(onOpenAi(), OPENAI_BASE)).rejects.toMatchObject({
    code: "forbidden",
    message: expect.stringMatching(/2026-05-07.+2027-01-06.+Use export, command or together/),
  });
  expect(onOpenAi().notice).toMatch(/closing.+2027-01-06/);
});

test("after the last day nothing is sent to OpenAI", async () => {
  const late = onOpenAi("test-key", Date.parse("2027-01-06"));
  await expect(begin(late, OPENAI_BASE)).rejects.toThrow(/trains nothing since 2027-01-06/);
  expect(openai.files.size).toBe(0);
});

test("a base that was shut down is refused with its date, one that is not trained by name", async () => {
  await expect(begin(onOpenAi(), "gpt-3.5-turbo-1106")).rejects.toThrow(/shut down on 2026-09-28/);
  await expect(begin(onOpenAi(), "gpt-none")).rejects.toMatchObject({ name: "ModelError" });
  expect(openai.jobs.size).toBe(0);
});

test.each(["sft", "dpo"])("Together takes %s in its own shape", async (format) => {
  const provider = onTogether();
  const job = await begin(provider, TOGETHER_BASE, format);
  expect(job).toEqual({ id: "ft-00000001", state: "waiting" });
  expect(together.jobs.get(job.id)).toMatchObject({
    training_method: { method: format },
    training_type: { type: "Lora" },
    n_epochs: 2,
  });
  expect(together.files.get("file-1")).toContain(
    format === "dpo" ? "preferred_output" : "messages",
  );
  expect(together.keysAtPlaces).toEqual([]);
  const events = await provider.events(job.id, signal);
  expect(events.map(({ message, level }) => `${level}: ${message}`)).toEqual([
    "warning: Job pending",
    "info: Training started",
  ]);
  together.move(job.id, "compressing");
  expect((await provider.status(job.id, signal)).state).toBe("running");
  together.move(job.id, "completed");
  expect(await provider.artifact(job.id, signal)).toEqual({
    kind: "model",
    model: "acme/Qwen3-8B-kb-v1",
  });
});

test.each(HOSTED)(
  "%s: rows are sent as they are of the card, ids of ours are not",
  async (_, create, base) => {
    await begin(create(), base);
    const [text] = [...openai.files.values()]
      .map((file) => file.text)
      .concat([...together.files.values()].map(String));
    expect(text?.split("\n")).toHaveLength(13);
    expect(text).not.toContain('"id"');
  },
);

test.each(HOSTED)("%s: Slack, Teams and restricted text stays here", async (_, create, base) => {
  for (const card of [
    { counts: { provenance: { slack: 1 } } },
    { counts: { provenance: { teams: 1 } } },
    { includesRestricted: true },
  ]) {
    await expect(begin(create(), base, "sft", card)).rejects.toMatchObject({ code: "forbidden" });
  }
  expect(openai.files.size + together.files.size).toBe(0);
  const permission = { platform: "slack", purpose: "training", basis: "our own contract" };
  const policies = [{ ...permission, allowedBy: "ada", allowedAt: NOW }];
  const allowed = await begin(create(), base, "sft", {
    counts: { provenance: { slack: 1 } },
    policies,
  });
  expect(allowed.state).toBe("waiting");
});

test.each(HOSTED)(
  "%s: rows that changed, kto and rows of another shape are refused",
  async (_, create, base) => {
    await expect(begin(create(), base, "kto")).rejects.toThrow(/knows no kto/);
    const folder = await makeDataset("sft");
    const dataset = await readTrainingFolder(folder);
    writeFileSync(join(folder, "train.jsonl"), "{}\n");
    await expect(create().upload(dataset, signal)).rejects.toThrow(/not those of its card/);
    expect(openai.files.size + together.files.size).toBe(0);
  },
);

test("OpenAI's least number of rows is asked for before anything is sent", async () => {
  const dataset = await readTrainingFolder(await makeDataset("sft", {}, { train: 9 }));
  await expect(onOpenAi().upload(dataset, signal)).rejects.toThrow(/asks for 10 rows.+has 9/);
});

test.each(HOSTED)(
  "%s: a job is cancelled once, and an unknown one is said to be",
  async (name, create, base) => {
    const provider = create();
    const job = await begin(provider, base);
    const cancelled = await provider.cancel(job.id, signal);
    expect(cancelled.state).toBe(name === "openai" ? "cancelled" : "running");
    if (name === "together") together.move(job.id, "cancelled");
    expect((await provider.status(job.id, signal)).state).toBe("cancelled");
    await expect(provider.cancel(job.id, signal)).rejects.toMatchObject({ code: "invalid" });
    await expect(provider.status("ft-none", signal)).rejects.toMatchObject({ code: "not-found" });
  },
);

test.each<[string, (key: string) => FineTuneProvider]>([
  ["openai", onOpenAi],
  ["together", onTogether],
])("%s: a refused key is said without the key", async (_, create) => {
  const status = create("sk-wrong-secret").status("ft-1", signal);
  await expect(status).rejects.toMatchObject({ code: "unauthorized" });
  await expect(status).rejects.not.toThrow(/sk-wrong-secret/);
});

test.each(HOSTED)(
  "%s: what is throttled, fails or is cut is asked again",
  async (_, create, base) => {
    const provider = create();
    const job = await begin(provider, base);
    for (const planned of ["throttle", "fail", "cut"] as const) {
      openai.faults.plan(planned);
      together.faults.plan(planned);
      expect((await provider.status(job.id, signal)).state).toBe("waiting");
    }
  },
);

test.each(HOSTED)(
  "%s: a job that may have begun is not begun twice",
  async (name, create, base) => {
    const provider = create();
    const dataset = await readTrainingFolder(await makeDataset("sft"));
    const uploaded = await provider.upload(dataset, signal);
    const counterpart = name === "openai" ? openai : together;
    // OpenAI is first asked about the base.
    for (const fault of ["fail", "cut"] as const) {
      counterpart.faults.plan(...(name === "openai" ? (["slow", fault] as const) : [fault]));
      const creating = provider.create({ uploaded, base, name: "kb" }, signal);
      await expect(creating).rejects.toMatchObject({ code: "unavailable" });
    }
    expect(counterpart.jobs.size).toBe(0);
  },
);

test("what failed is told by its code, not by the vendor's words", async () => {
  const provider = onOpenAi();
  const job = await begin(provider, OPENAI_BASE);
  openai.move(job.id, "failed");
  const { state, detail } = await provider.status(job.id, signal);
  expect({ state, detail }).toEqual({
    state: "failed",
    detail: "OpenAI gave it up (invalid_training_file).",
  });
});
