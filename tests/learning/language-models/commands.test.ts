import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startVllmCounterpart } from "../../counterparts/vllm/start-vllm-counterpart.ts";
import { filesOf, makeAdapter } from "../../models/fine-tuning/make-adapter.ts";
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
  const disk: Record<string, { base: string; rank: number }> = {
    "/adapters/kb": { base, rank: 16 },
  };
  const vllm = await startVllmCounterpart({ base, disk });
  onTestFinished(vllm.close);
  const footnote = createFootnote({ environment: { OPENAI_BASE_URL: vllm.baseUrl } });
  const dataset = await makeDataset("sft");
  const args = ["learn", "model", dataset, "--base", base];
  const job = await footnote.json<Job>(...args);
  expect(job).toMatchObject({ id: "job-1", state: "handed-over", method: "sft", version: null });
  disk[join(job.providerJob, "adapter")] = { base, rank: 16 };
  const own = makeAdapter(join(job.providerJob, "adapter"), "weights");
  const at = "2026-11-23T00:00:00Z";
  const ordered = JSON.parse(readFileSync(join(job.providerJob, "order.json"), "utf8"));
  const { contentHash, method, quantised } = ordered;
  const run = {
    ...{ contentHash, method, base, quantised, config: {}, versions: {}, metrics: {} },
    adapterFiles: filesOf("weights"),
  };
  writeFileSync(
    join(job.providerJob, "run.json"),
    JSON.stringify({ ...run, startedAt: at, endedAt: at }),
  );
  const [back] = await footnote.json<Job[]>("learn", "jobs");
  expect(back).toMatchObject({ state: "succeeded", version: "model-1" });
  const load = (...words: string[]) => footnote.run("models", "load", "model-1", ...words);
  const asked = () => vllm.requests.filter((one) => one.endsWith("load_lora_adapter"));
  // What only the server sees is loaded on somebody's word alone.
  const unseen = await load("--path", "/adapters/kb");
  expect(unseen).toMatchObject({ code: 1, stdout: "" });
  expect(unseen.stderr).toBe(
    "/adapters/kb cannot be read from here, so its files cannot be held against those of model-1: add --unchecked if you vouch for them.\n",
  );
  // What is seen has to be what came back, whoever vouches for it.
  const other = makeAdapter(join(footnote.folder, "other"), "others' weights");
  for (const words of [[], ["--unchecked"]]) {
    const refused = await load("--path", other, ...words);
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toBe(
      `${other} does not hold what was registered as model-1, adapter_model.safetensors is another file: copy that there again, or train again.\n`,
    );
  }
  writeFileSync(join(own, "adapter_model.safetensors"), "weight5");
  expect((await load()).stderr).toContain(`${own} does not hold what was registered as model-1`);
  expect(asked()).toEqual([]);
  const loaded = await load("--path", "/adapters/kb", "--unchecked");
  expect(loaded.stdout).toMatch(
    /^model-1 is loaded as "handbook-1-[\da-f]{8}" on Qwen\/Qwen3-8B; its files were not checked\.\n$/,
  );
  await footnote.run("models", "unload", "model-1");
  makeAdapter(own, "weights");
  expect(await footnote.json("models", "load", "model-1")).toMatchObject({ checked: true });
  const log = (await footnote.run("audit-log")).stdout;
  expect(log).toMatch(/models\.loaded.+"checked":true[\s\S]+models\.loaded.+"checked":false/);
  const prompt = join(temporaryFolder("prompt"), "answer.md");
  const configured = readFileSync(new URL("../../../prompts/answer.md", import.meta.url), "utf8");
  writeFileSync(prompt, configured);
  expect((await footnote.run("learn", "prompt", prompt)).stderr).toMatch(
    /prompt that is configured/,
  );
  writeFileSync(prompt, configured.replace("version: 1", "version: 2"));
  const registered = await footnote.json<object>("learn", "prompt", prompt);
  expect(registered).toEqual({
    ...{ version: "prompt-1", promptVersion: expect.stringMatching(/^answer@2#[\da-f]{12}$/) },
  });
  const promoted = await footnote.run("models", "promote", "prompt-1");
  expect(promoted).toMatchObject({ code: 1, stderr: expect.stringMatching(/set FOOTNOTE_MODEL/) });
  const gate = await footnote.run("models", "gate", "model-1", "--questions", dataset);
  expect(gate).toMatchObject({ code: 1, stdout: "" });
  expect(gate.stderr).toMatch(/^No language model is configured: set FOOTNOTE_MODEL, and .+\n$/);
}, 120_000);
