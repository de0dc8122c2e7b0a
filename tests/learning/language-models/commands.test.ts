import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startVllmCounterpart } from "../../counterparts/vllm/start-vllm-counterpart.ts";
import { makeDataset } from "../../models/fine-tuning/make-dataset.ts";
import { createFootnote } from "../../support/footnote.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

interface Job {
  state: string;
  providerJob: string;
  contentHash: string;
  version: string | null;
}

test("from a dataset to an adapter on a server, by commands alone", async () => {
  const base = "Qwen/Qwen3-8B";
  const vllm = await startVllmCounterpart({ base, disk: { "/adapters/kb": { base, rank: 16 } } });
  onTestFinished(vllm.close);
  const footnote = createFootnote({ environment: { OPENAI_BASE_URL: vllm.baseUrl } });
  const dataset = await makeDataset("sft");
  const args = ["learn", "model", dataset, "--base", base];
  const job = await footnote.json<Job>(...args);
  expect(job).toMatchObject({ id: "job-1", state: "handed-over", method: "sft", version: null });
  mkdirSync(join(job.providerJob, "adapter"));
  for (const file of ["adapter_config.json", "adapter_model.safetensors"]) {
    writeFileSync(join(job.providerJob, "adapter", file), "{}");
  }
  const at = "2026-11-23T00:00:00Z";
  const ordered = JSON.parse(readFileSync(join(job.providerJob, "order.json"), "utf8"));
  const { contentHash, method, quantised } = ordered;
  const run = { contentHash, method, base, quantised, config: {}, versions: {}, metrics: {} };
  writeFileSync(
    join(job.providerJob, "run.json"),
    JSON.stringify({ ...run, startedAt: at, endedAt: at }),
  );
  const [back] = await footnote.json<Job[]>("learn", "jobs");
  expect(back).toMatchObject({ state: "succeeded", version: "model-1" });
  const loaded = await footnote.run("models", "load", "model-1", "--path", "/adapters/kb");
  expect(loaded.stdout).toMatch(
    /^model-1 is loaded as "handbook-1-[\da-f]{8}" on Qwen\/Qwen3-8B\.\n$/,
  );
  const prompt = join(temporaryFolder("prompt"), "answer.md");
  writeFileSync(prompt, readFileSync(new URL("../../../prompts/answer.md", import.meta.url)));
  const registered = await footnote.json<object>("learn", "prompt", prompt);
  expect(registered).toEqual({
    ...{ version: "prompt-1", promptVersion: expect.stringMatching(/^answer@1#[\da-f]{12}$/) },
  });
  const promoted = await footnote.run("models", "promote", "prompt-1");
  expect(promoted).toMatchObject({ code: 1, stderr: expect.stringMatching(/set FOOTNOTE_MODEL/) });
  const gate = await footnote.run("models", "gate", "model-1", "--questions", dataset);
  expect(gate).toMatchObject({ code: 1, stdout: "" });
  expect(gate.stderr).toMatch(/^No language model is configured: set FOOTNOTE_MODEL, and .+\n$/);
}, 120_000);
