import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { createCommandProvider } from "../../../src/models/fine-tuning/command/command-provider.ts";
import { createExportProvider } from "../../../src/models/fine-tuning/export-provider.ts";
import type {
  FineTuneJob,
  FineTuneProvider,
} from "../../../src/models/fine-tuning/fine-tune-provider.ts";
import { readTrainingFolder } from "../../../src/models/fine-tuning/read-training-folder.ts";
import { makeDataset } from "./make-dataset.ts";

const signal = new AbortController().signal;
const SECRET = "hf_secretToken123";

/** A recipe as small as can be: reads the card, writes the adapter and the record; `change` says what it does wrong. */
const RECIPE = `
const { readFileSync, writeFileSync, mkdirSync } = require("node:fs");
const digest = (text) => require("node:crypto").createHash("sha256").update(text).digest("hex");
const [dataset, output, base, quantised, change] = process.argv.slice(1);
const card = JSON.parse(readFileSync(dataset + "/manifest.json", "utf8"));
console.log("environment " + Object.keys(process.env).filter((name) => name !== "__CF_USER_TEXT_ENCODING").join());
process.stdout.write("token " + process.env.HF_TOKEN.slice(0, 5));
process.stdout.write(process.env.HF_TOKEN.slice(5) + "\\n");
mkdirSync(output + "/adapter");
writeFileSync(output + "/adapter/adapter_config.json", "{}");
const weights = change === "empty-weights" ? "" : "weights";
if (change !== "no-weights") writeFileSync(output + "/adapter/adapter_model.safetensors", weights);
if (change === "more-weights") writeFileSync(output + "/adapter/more.safetensors", weights);
const at = new Date().toISOString();
const run = { contentHash: card.contentHash, method: card.format, base, quantised: quantised === "true",
  config: {}, versions: { trl: "1" }, metrics: { train_loss: 1 }, startedAt: at, endedAt: at };
const known = change === "other-weights" ? "those that were trained" : weights;
if (change !== "") run.adapterFiles = { "adapter_config.json": digest("{}"), "adapter_model.safetensors": digest(known) };
if (change === "short-digest") run.adapterFiles["adapter_config.json"] = "0";
if (change === "other-rows") run.contentHash = "another";
if (change === "other-base") run.base = "another";
if (change !== "no-record") writeFileSync(output + "/run.json", JSON.stringify(run));
if (change === "fails") { console.error("Traceback: out of memory"); process.exit(3); }
if (change === "hangs") {
  const helper = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  writeFileSync(output + "/helper", String(helper.pid));
  setInterval(() => {}, 1000);
}
`;

function createProvider(change: string, timeLimitMs = 20_000) {
  const runsFolder = mkdtempSync(join(tmpdir(), "footnote-runs-"));
  const words = ["{dataset}", "{output}", "{base}", "{quantised}", change];
  return createCommandProvider({
    command: [process.execPath, "-e", RECIPE, ...words],
    environment: { HF_TOKEN: SECRET },
    workFolder: runsFolder,
    runsFolder,
    timeLimitMs,
  });
}

async function begin(provider: FineTuneProvider, format = "kto", name = "kb-v1") {
  const dataset = await readTrainingFolder(await makeDataset(format));
  const uploaded = await provider.upload(dataset, signal);
  const request = { uploaded, base: "Qwen/Qwen3-4B-Instruct-2507", name, quantised: true };
  return provider.create(request, signal);
}

async function wait(provider: FineTuneProvider, { id }: FineTuneJob): Promise<FineTuneJob> {
  for (;;) {
    const job = await provider.status(id, signal);
    if (job.state !== "running") return job;
    await sleep(20);
  }
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** One of somebody's own need not record what it wrote. */
test.each([
  ["sft", "recorded"],
  ["dpo", "recorded"],
  ["kto", ""],
])("a recipe trains on %s, and its adapter is read", async (format, change) => {
  const provider = createProvider(change);
  const job = await begin(provider, format);
  expect(job.state).toBe("running");
  expect(await wait(provider, job)).toEqual({ id: job.id, state: "succeeded" });
  expect(await provider.artifact(job.id, signal)).toMatchObject({
    kind: "folder",
    adapter: join(job.id, "adapter"),
    files: { "adapter_config.json": sha256("{}"), "adapter_model.safetensors": sha256("weights") },
    run: { method: format, quantised: true, metrics: { train_loss: 1 } },
  });
});

test("it gets only the environment that is named, and its log holds no secret", async () => {
  const provider = createProvider("");
  const job = await begin(provider);
  await wait(provider, job);
  const log = readFileSync(join(job.id, "train.log"), "utf8");
  expect(log).toBe("environment HF_TOKEN\ntoken [secret]\n");
  expect(statSync(join(job.id, "train.log")).mode & 0o077).toBe(0);
  const events = await provider.events(job.id, signal);
  expect(events.map(({ message }) => message)).toEqual(["environment HF_TOKEN", "token [secret]"]);
});

test.each([
  ["fails", /ended with 3: train\.log/],
  ["no-record", /run\.json does not say what was trained/],
  ["no-weights", /adapter has no adapter_model\.safetensors: it is no whole adapter\.$/],
  ["empty-weights", /adapter_model\.safetensors is empty: it is no whole adapter\.$/],
  [
    "other-weights",
    /not what run\.json records, adapter_model\.safetensors is another file: train/,
  ],
  ["more-weights", /not what run\.json records, more\.safetensors is one more: train/],
  ["short-digest", /run\.json does not say what was trained: adapterFiles\.adapter_config\.json\./],
  ["other-rows", /another contentHash/],
  ["other-base", /another base/],
])("a recipe that %s has failed, and says why", async (change, detail) => {
  const provider = createProvider(change);
  const job = await begin(provider);
  const end = await wait(provider, job);
  expect(end.state).toBe("failed");
  expect(end.detail).toMatch(detail);
});

test("a recipe that takes too long, or is cancelled, ends with all that it started", async () => {
  const slow = createProvider("hangs", 1_000);
  const begun = await begin(slow);
  const end = await wait(slow, begun);
  const helper = Number(readFileSync(join(begun.id, "helper"), "utf8"));
  await expect.poll(() => isAlive(helper)).toBe(false);
  expect(end).toMatchObject({ state: "failed", detail: "The recipe took longer than its 1 s." });
  const provider = createProvider("hangs");
  const job = await begin(provider);
  expect(await provider.cancel(job.id, signal)).toMatchObject({ state: "cancelled" });
  expect(await provider.status(job.id, signal)).toMatchObject({ state: "cancelled" });
  await expect(provider.cancel(job.id, signal)).rejects.toThrow(
    /does not run here: it is cancelled/,
  );
});

/** One that has ended and that nobody has waited for does not live. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return /^[^Z\s]/.test(stdout);
}

test("another process sees how a run stands, and that its parent is gone", async () => {
  const provider = createProvider("hangs");
  const job = await begin(provider);
  const elsewhere = createProvider("");
  expect(await elsewhere.status(job.id, signal)).toMatchObject({
    state: "failed",
    detail: "The process that ran the recipe ended before it.",
  });
  await provider.cancel(job.id, signal);
  await expect(elsewhere.status("/none", signal)).rejects.toThrow(/no run of a command/);
});

test("rows that changed after the upload are not trained on", async () => {
  const provider = createProvider("");
  const dataset = await readTrainingFolder(await makeDataset("sft"));
  const uploaded = await provider.upload(dataset, signal);
  appendFileSync(join(dataset.folder, "train.jsonl"), "{}\n");
  const creating = provider.create({ uploaded, base: "base", name: "kb" }, signal);
  await expect(creating).rejects.toThrow(/not those of its card/);
});

test("a program that is not there, a name that is none and an unknown word are refused", async () => {
  const runsFolder = mkdtempSync(join(tmpdir(), "footnote-runs-"));
  const options = { environment: {}, workFolder: runsFolder, runsFolder, timeLimitMs: 1_000 };
  const missing = createCommandProvider({ ...options, command: ["/no/such/program"] });
  expect(await wait(missing, await begin(missing))).toMatchObject({
    state: "failed",
    detail: '"/no/such/program" cannot be run (ENOENT).',
  });
  await expect(begin(missing, "sft", "../../etc")).rejects.toThrow(/no name/);
  const wrong = createCommandProvider({ ...options, command: ["true", "{datasets}"] });
  await expect(begin(wrong)).rejects.toThrow(/names \{datasets\}/);
  const none = createCommandProvider({ ...options, command: [] });
  await expect(begin(none)).rejects.toThrow(/No recipe is set/);
});

test("export says what to run, and takes what comes back", async () => {
  const runsFolder = mkdtempSync(join(tmpdir(), "footnote it's-"));
  const provider = createExportProvider({ runsFolder });
  const job = await begin(provider);
  expect(job.state).toBe("handed-over");
  expect(job.detail).toMatch(
    /^In deploy\/training run: python3 train\.py --dataset \S+ --output '/,
  );
  expect(job.detail).toContain("--base Qwen/Qwen3-4B-Instruct-2507 --quantised true --epochs 1");
  expect(await provider.status(job.id, signal)).toMatchObject({ state: "handed-over" });
  await expect(provider.artifact(job.id, signal)).rejects.toThrow(/run\.json/);
  writeFileSync(join(job.id, "run.json"), "{}");
  await expect(provider.artifact(job.id, signal)).rejects.toThrow(/contentHash/);
  rmSync(runsFolder, { recursive: true });
});
