import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type App, createApp } from "../../../src/app.ts";
import { openAdapterServer, openTrainers } from "../../../src/app-training.ts";
import { readConfig } from "../../../src/config.ts";
import { openEvaluationWorkspace } from "../../../src/entrypoints/open-evaluation-workspace.ts";
import { encodeModel } from "../../../src/learning/language-models/model-artifact.ts";
import type { GateWritingDeps } from "../../../src/learning/writing/gate-writing.ts";
import { startOpenAiCounterpart } from "../../counterparts/openai/start-openai-counterpart.ts";
import type { ServedModel } from "../../counterparts/openai/world.ts";
import { writeWell } from "../../counterparts/openai/writer/write-well.ts";
import { startVllmCounterpart } from "../../counterparts/vllm/start-vllm-counterpart.ts";
import { filesOf, makeAdapter } from "../../models/fine-tuning/make-adapter.ts";
import { makeCard } from "../../models/fine-tuning/make-dataset.ts";
import { syncFiles } from "../../support/open-app.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const BASE = "Qwen/Qwen3-4B-Instruct-2507";
/** Adapters that lie on the server's disk, and how the model writes with them. */
const WRITERS = {
  good: writeWell,
  /** What it was tuned for it answers, and nothing else. */
  forgot: (prompt) => (prompt.question.includes("pump") ? writeWell(prompt) : "NOT_FOUND"),
  citesNothing: (prompt) => writeWell(prompt).replaceAll(/\s?\[\d+\]/g, ""),
  /** Answers from memory what it was never asked in any test of ours but one. */
  neverRefuses: (prompt) =>
    prompt.question.includes("picture") ? "Ada Lovelace painted it." : writeWell(prompt),
  unloaded: writeWell,
} satisfies Record<string, typeof writeWell>;
export type AdapterName = keyof typeof WRITERS;

/** Sentences of a prompt that the plain base goes by. */
export const ALL_PUMPS = "Names of pumps are odd, and right.";
export const NO_MARKS = "Leave out all numbers in brackets.";

const SYLLABLES = ["bor", "kel", "zan", "mir", "tul", "vek", "dor", "fis", "gan", "hul"];
const ODD_PUMP = /(?:kel|mir|vek|fis|hul)ax pump/;
const nameOf = (n: number) => `${SYLLABLES[Math.floor(n / 10)]}${SYLLABLES[n % 10]}ax`;
export const pump = (n: number) =>
  `The ${nameOf(n)} pump is serviced every ${n + 3} days by the team of ${nameOf(99 - n)}.`;
export const askPump = (n: number) => `How often is the ${nameOf(n)} pump serviced?`;

/** Pages, an evaluation set about others, and a vLLM server whose plain base refuses every other question of pumps. */
export async function openModelWorld() {
  const models: ServedModel[] = [{ id: BASE, kind: "chat" }];
  const writer = await startOpenAiCounterpart({ apiKey: null, models, apis: ["chat"] });
  writer.script({
    kind: "answer",
    text(prompt) {
      if (prompt.instructions.includes(NO_MARKS)) return WRITERS.citesNothing(prompt);
      const refuses = ODD_PUMP.test(prompt.question) && !prompt.instructions.includes(ALL_PUMPS);
      return refuses ? "NOT_FOUND" : writeWell(prompt);
    },
  });
  for (const [name, text] of Object.entries(WRITERS)) {
    models.push({ id: name, kind: "chat" });
    writer.script({ kind: "answer", text }, { model: name });
  }
  const adapters = temporaryFolder("adapters");
  const folderOf = (name: string) => join(adapters, name);
  for (const name of Object.keys(WRITERS)) makeAdapter(folderOf(name), name);
  const disk = Object.fromEntries(
    Object.keys(WRITERS).map((name) => [folderOf(name), { base: BASE, rank: 16 }]),
  );
  const vllm = await startVllmCounterpart({ base: BASE, writer: writer.baseUrl, disk });
  const { model } = readModelConfig();
  // All tests of a file share it.
  const app = await createApp({
    ...readConfig({ logLevel: "silent" }, {}),
    ...{ dataDir: temporaryFolder("data"), embedder: { kind: "none" }, model },
    endpoint: { baseUrl: vllm.baseUrl, apiKey: undefined },
  });
  await syncFiles(
    app,
    Object.fromEntries(
      Array.from({ length: 14 }, (_, n) => [
        `lamp-${n}.md`,
        `# Lamp ${n}\n\nThe ${nameOf(n + 40)} lamp is cleaned each ${n + 2} weeks by the crew of ${nameOf(n + 60)}.\n`,
      ]),
    ),
  );
  const dataset = await makeTrainingSet([90, 91, 92]);
  return {
    ...{ app, vllm, dataset, questions: makeQuestions(), deps: await gateDeps(app) },
    register: (name: AdapterName) => register(name, folderOf(name), dataset, app),
    async close() {
      await app.close();
      await vllm.close();
      await writer.close();
    },
  };
}

export async function gateDeps(app: App): Promise<GateWritingDeps> {
  const { storage, answering, config, now, writerOf } = app;
  return {
    ...{ storage, answering, now, writerOf, trainers: await openTrainers(config) },
    adapters: await openAdapterServer(config),
    open: (corpus, how) => openEvaluationWorkspace(corpus, config, how),
  };
}

function readModelConfig() {
  return {
    model: {
      ...{ name: BASE, api: "chat" as const, checkModel: undefined, contextTokens: 8_192 },
      ...{ firstTokenMs: 20_000, stallMs: 20_000, maxConcurrent: 4, dailyTokenLimit: undefined },
    },
  };
}

/** Twenty-two questions about as many pages, and six that nothing answers. */
export function makeQuestions(more: object[] = []): string {
  const folder = temporaryFolder("questions");
  const pages = Array.from({ length: 22 }, (_, n) => n);
  const lines = (values: object[]) => values.map((one) => `${JSON.stringify(one)}\n`).join("");
  const corpus = [...pages, 90].map((n) => ({ _id: `p${n}`, title: `Pump ${n}`, text: pump(n) }));
  const answerable = pages.map((n) => ({
    ...{ id: `q${n}`, question: askPump(n), answers: [`every ${n + 3} days`], doc_ids: [`p${n}`] },
    answerable: true,
  }));
  const none = Array.from({ length: 6 }, (_, n) => ({
    ...{
      id: `u${n}`,
      question: `Who painted the ${nameOf(n + 80)} of the pump serviced by ${nameOf(99 - n)}?`,
    },
    answerable: false,
  }));
  writeFileSync(join(folder, "corpus.jsonl"), lines(corpus));
  writeFileSync(join(folder, "qa.jsonl"), lines([...answerable, ...none, ...more]));
  return folder;
}

async function makeTrainingSet(pages: readonly number[]): Promise<string> {
  const folder = temporaryFolder("dataset");
  const rows = pages.map((n) => ({
    messages: [
      { role: "system", content: "Answer from the passages, with their numbers." },
      {
        role: "user",
        content: `<passage title="Pump">\n[1] ${pump(n)}\n</passage>\n<question>${askPump(n)}</question>`,
      },
      { role: "assistant", content: `Every ${n + 3} days [1].` },
    ],
  }));
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  writeFileSync(join(folder, "train.jsonl"), text);
  for (const name of ["dev", "test", "records"]) writeFileSync(join(folder, `${name}.jsonl`), "");
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(await makeCard(folder, "sft")));
  return folder;
}

async function register(
  name: AdapterName,
  path: string,
  dataset: string,
  app: App,
): Promise<string> {
  const { contentHash } = await (await openTrainers(app.config)).read(dataset);
  const made = {
    form: "adapter" as const,
    name,
    base: BASE,
    path,
    quantised: false,
    files: filesOf(name),
  };
  const { version } = await app.storage.learning.add({
    ...{
      kind: "model",
      createdAt: 1,
      lineage: { dataset: contentHash, folder: dataset, base: BASE },
    },
    ...encodeModel(made),
  });
  return version;
}
