import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { createCommandProvider } from "../../../src/models/fine-tuning/command/command-provider.ts";
import { RECIPE } from "../../../src/models/fine-tuning/export-provider.ts";
import { readAdapter } from "../../../src/models/fine-tuning/read-adapter.ts";
import { readTrainingFolder } from "../../../src/models/fine-tuning/read-training-folder.ts";
import { makeAdapter } from "../../models/fine-tuning/make-adapter.ts";
import { makeCard, makeDataset, ROWS } from "../../models/fine-tuning/make-dataset.ts";
import taken from "./arguments.json" with { type: "json" };

const TRAINING = join(import.meta.dirname, "../../../deploy/training");
const METHODS = ["sft", "dpo", "kto"] as const;
/** A Python with what requirements.txt names; training is tried only where somebody names one. */
const LIBRARIES = process.env.TRAINING_PYTHON;
const NO_LIBRARIES = "TRAINING_PYTHON names no Python with the recipes' libraries";
const signal = new AbortController().signal;

const hasPython = (module = "sys") => spawnSync("python3", ["-c", `import ${module}`]).status === 0;
const readConfig = (method: string) =>
  parse(readFileSync(join(TRAINING, "config", `${method}.yaml`), "utf8"));
const dryRun = (dataset: string) =>
  spawnSync(
    "python3",
    [join(TRAINING, "train.py"), "--dataset", dataset, "--output", "o", "--base", "b", "--dry-run"],
    { encoding: "utf8" },
  );

function unknownArguments(method: (typeof METHODS)[number], config: Record<string, object>) {
  const { training = {}, lora = {}, quantisation = {}, ...others } = config;
  const beyond = (given: object, known: string[]) =>
    Object.keys(given).filter((name) => !known.includes(name));
  return [
    ...Object.keys(others),
    ...beyond(training, taken[method]),
    ...beyond(lora, taken.lora),
    ...beyond(quantisation, taken.quantisation),
  ];
}

test.each(METHODS)("config/%s.yaml names only what the libraries take", (method) => {
  const config = readConfig(method);
  expect(unknownArguments(method, config)).toEqual([]);
  expect(config.quantisation).toMatchObject({ load_in_4bit: true, bnb_4bit_quant_type: "nf4" });
  expect(config.lora.r).toBeLessThanOrEqual(16);
  config.training.learning_rates = 1;
  config.loras = {};
  expect(unknownArguments(method, config)).toEqual(["loras", "learning_rates"]);
});

test("an argument of one method is unknown to another", () => {
  expect(unknownArguments("sft", readConfig("dpo"))).toEqual(["beta"]);
});

test("the versions that are asked for are those whose arguments are known", () => {
  const text = readFileSync(join(TRAINING, "requirements.txt"), "utf8");
  const lines = text.trim().split("\n");
  for (const line of lines) expect(line).toMatch(/^[\w-]+==\d+(\.\d+)+$/i);
  const pinned = Object.fromEntries(lines.map((line) => line.split("==")));
  expect(pinned).toMatchObject(taken.versions);
});

test("there is a config for each method, and nothing else", () => {
  const files = readdirSync(join(TRAINING, "config")).toSorted();
  expect(files).toEqual(METHODS.map((method) => `${method}.yaml`).toSorted());
});

test("the script is Python", ({ skip }) => {
  if (!hasPython()) return skip("no python3");
  const compile = "import sys; compile(open(sys.argv[1]).read(), sys.argv[1], 'exec')";
  execFileSync("python3", ["-c", compile, join(TRAINING, "train.py")]);
});

test.for(METHODS)("the script reads a %s export", async (method, { skip }) => {
  if (!hasPython("yaml")) return skip("no python3 with PyYAML");
  const { stdout, stderr, status } = dryRun(await makeDataset(method));
  expect(stderr).toBe("");
  expect(stdout).toBe(`${method} on b: 12 rows, 4 to look at\n`);
  expect(status).toBe(0);
});

test("the script refuses rows that changed, lack a column or are of one kind", async ({ skip }) => {
  if (!hasPython("yaml")) return skip("no python3 with PyYAML");
  const changed = await makeDataset("sft");
  writeFileSync(join(changed, "train.jsonl"), "{}\n");
  expect(dryRun(changed).stderr).toContain("not those of the card");
  expect(dryRun(await makeDataset("eval")).stderr).toContain("trains nothing");
  expect(dryRun(await makeDataset("sft", { format: "dpo" })).stderr).toContain(
    "Row 1 of train.jsonl has no prompt, chosen, rejected.",
  );
  expect(dryRun(await makeDataset("kto", {}, { train: 2 })).stderr).toContain("only one kind");
});

test("a row may hold the signs that end a line elsewhere", async ({ skip }) => {
  if (!hasPython("yaml")) return skip("no python3 with PyYAML");
  const row = ROWS.sft?.(1) as { messages: { content: string }[] };
  const [first] = row.messages;
  if (first !== undefined) first.content = "one\u2028two\u0085three";
  const folder = await makeDataset("sft");
  writeFileSync(join(folder, "train.jsonl"), `${JSON.stringify(row)}\n`);
  expect(dryRun(folder).stderr).toContain("not those of the card");
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(await makeCard(folder, "sft")));
  expect(dryRun(folder).stdout).toBe("sft on b: 1 rows, 4 to look at\n");
});

test("the script records an adapter's files as they are checked here", async ({ skip }) => {
  if (!hasPython("yaml")) return skip("no python3 with PyYAML");
  const adapter = makeAdapter(
    mkdtempSync(join(tmpdir(), "footnote-adapter-")),
    "x".repeat(3_000_000),
  );
  const digest =
    "import json, sys, pathlib, train; print(json.dumps(train.digest_adapter(pathlib.Path(sys.argv[1]))))";
  const printed = execFileSync("python3", ["-Bc", digest, adapter], {
    cwd: TRAINING,
    encoding: "utf8",
  });
  expect(JSON.parse(printed)).toEqual(await readAdapter(adapter));
});

test("the arguments that are known here are those of the libraries", ({ skip }) => {
  if (LIBRARIES === undefined) return skip(NO_LIBRARIES);
  const script = join(import.meta.dirname, "list-arguments.py");
  expect(JSON.parse(execFileSync(LIBRARIES, [script], { encoding: "utf8" }))).toEqual(taken);
}, 300_000);

test.for(METHODS)(
  "a toy is trained with %s, and its adapter is taken",
  { timeout: 600_000 },
  async (method, { skip }) => {
    if (LIBRARIES === undefined) return skip(NO_LIBRARIES);
    const runsFolder = mkdtempSync(join(tmpdir(), "footnote-runs-"));
    const base = join(runsFolder, "base");
    execFileSync(LIBRARIES, [join(import.meta.dirname, "make-toy-base.py"), base]);
    const provider = createCommandProvider({
      command: [LIBRARIES, ...RECIPE.slice(1)],
      environment: { HF_HUB_OFFLINE: "1", HOME: runsFolder },
      workFolder: TRAINING,
      runsFolder,
      timeLimitMs: 240_000,
    });
    const dataset = await readTrainingFolder(await makeDataset(method));
    const uploaded = await provider.upload(dataset, signal);
    const request = { uploaded, base, name: "toy", epochs: 2 };
    let job = await provider.create(request, signal);
    while (job.state === "running") {
      await sleep(500);
      job = await provider.status(job.id, signal);
    }
    expect(job.state, readFileSync(join(job.id, "train.log"), "utf8")).toBe("succeeded");
    const artifact = await provider.artifact(job.id, signal);
    if (artifact.kind !== "folder") throw new Error("expected a folder");
    expect(artifact.run.metrics).toMatchObject({ train_loss: expect.any(Number) });
    expect(artifact.run.adapterFiles).toEqual(artifact.files);
    const adapter = JSON.parse(readFileSync(join(artifact.adapter, "adapter_config.json"), "utf8"));
    expect(adapter).toMatchObject({ peft_type: "LORA", r: 16, base_model_name_or_path: base });
  },
);
