import { join } from "node:path";
import type { AnswerDeps } from "../../answer/answer-question.ts";
import { type AnswerCase, readAnswerCases } from "../../evaluation/read-dataset.ts";
import type { OpenEvaluationWorkspace } from "../../evaluation/workspace.ts";
import type { Taught, Trainers } from "../../models/fine-tuning/fine-tune-provider.ts";
import { ModelError, type Writer } from "../../models/models.ts";
import type { LearnedVersion } from "../../storage/ports/learning-storage.ts";
import type { Storage } from "../../storage/storage.ts";
import type { GateResult } from "../gates/gate.ts";
import { LearningError } from "../learning-error.ts";
import { readStale } from "../lineage.ts";
import { CONFIGURE, findModelTrouble, type ModelPlace } from "./find-model-trouble.ts";
import { askInTurns, type Sides, untaughtCases } from "./gates/ask-in-turns.ts";
import { checkTaught, createTaughtFinder } from "./gates/check-taught.ts";
import { judgeForgotten, judgeServing, judgeWriting } from "./gates/judge-writing.ts";
import { probeContract } from "./gates/probe-contract.ts";
import type { Written } from "./gates/score-answers.ts";
import { decodeModel } from "./model-artifact.ts";

export interface GateModelDeps extends ModelPlace {
  storage: Pick<Storage, "learning" | "lineages" | "audit">;
  trainers: Trainers;
  /** What is served: the index that people search, and the writer that is configured. */
  answering: AnswerDeps;
  open: OpenEvaluationWorkspace;
  now: () => number;
}

export interface GateModelOptions {
  /** Folder with `qa.jsonl` and `corpus.jsonl`. */
  questions: string;
  /** Where the rows lie that it was trained on, if they were moved. */
  dataset: string | undefined;
}

export interface ModelGateReport {
  version: string;
  /** `candidate`: it could not be judged. */
  status: "candidate" | "rejected" | "challenger";
  /** The version that served; null: the model that is configured. */
  base: string | null;
  /** That model's own name. */
  against: string;
  gates: GateResult[];
  tookMs: number;
}

/** Made by rules from what people search; answering takes long. */
const KNOWN_ITEMS = 40;
const JUDGED = ["candidate", "challenger"];

/** Holds a language model against what answers now, gate by gate, until one is not passed. @throws LearningError */
export async function gateModel(
  version: string,
  options: GateModelOptions,
  actor: string,
  deps: GateModelDeps,
): Promise<ModelGateReport> {
  const started = performance.now();
  const { storage, writerOf, now } = deps;
  const learned = await storage.learning.get(version);
  if (learned === undefined) {
    throw new LearningError(`There is no version "${version}": \`models\` lists them.`);
  }
  if (!JUDGED.includes(learned.status)) {
    throw new LearningError(
      `${version} is ${learned.status}: what was judged is not judged again.`,
    );
  }
  const { name } = decodeModel(learned);
  if (writerOf === undefined) throw new LearningError(CONFIGURE);
  const { base, champion } = await findChampion(deps, writerOf);
  const sides = { champion, challenger: writerOf(name) };
  const { gates, isJudged } = await runGates(learned, options, sides, deps);
  const passed = gates.every((gate) => gate.passed);
  const status = isJudged ? (passed ? "challenger" : "rejected") : "candidate";
  const against = champion.id;
  await storage.learning.judge(version, status, { gates, base, against });
  await storage.audit.append({
    at: now(),
    actor,
    action: "models.gated",
    detail: { version, status },
  });
  const tookMs = Math.round(performance.now() - started);
  return { version, status, base, against, gates, tookMs };
}

/** What could not be judged for something that may pass, such as a server that is away, is judged another time. */
async function runGates(
  learned: LearnedVersion,
  options: GateModelOptions,
  sides: Sides,
  deps: GateModelDeps,
): Promise<{ gates: GateResult[]; isJudged: boolean }> {
  const gates: GateResult[] = [];
  const passes = (gate: GateResult) => {
    gates.push(gate);
    return gate.passed;
  };
  const taught = await readTaughtOf(learned, options, deps);
  const cases = await readAnswerCases(join(options.questions, "qa.jsonl"));
  if (!passes(await checkData(learned, taught, cases, options, deps)))
    return { gates, isJudged: false };
  const trouble = await findModelTrouble(learned, deps);
  const probe = trouble === undefined ? await probeContract(sides.challenger) : {};
  const away = trouble ?? probe.away;
  if (away !== undefined) {
    passes(judgeServing(away, [], []));
    return { gates, isJudged: false };
  }
  const asked = await askQuestions(cases, sides, options, deps);
  if (!passes(judgeWriting(...asked))) return { gates, isJudged: true };
  const untaught = await untaughtCases(KNOWN_ITEMS, createTaughtFinder(taught), deps.answering);
  const known = await askInTurns(untaught, sides, deps.answering);
  if (!passes(judgeForgotten(...known))) return { gates, isJudged: true };
  passes(judgeServing(probe.breaks, ...asked));
  return { gates, isJudged: true };
}

async function findChampion(
  { storage, answering }: GateModelDeps,
  writerOf: (model: string) => Writer,
): Promise<{ base: string | null; champion: Writer }> {
  const { champion } = await storage.learning.serving("model");
  const learned = champion === undefined ? undefined : await storage.learning.get(champion);
  if (learned === undefined) return { base: null, champion: answering.writer };
  return { base: learned.version, champion: writerOf(decodeModel(learned).name) };
}

/** @throws LearningError where its rows are not there any more, or are others */
async function readTaughtOf(
  { version, lineage }: LearnedVersion,
  options: GateModelOptions,
  { trainers }: GateModelDeps,
): Promise<Taught> {
  const { folder, dataset } = lineage as { folder: string; dataset: string };
  const way = "name the folder with --dataset";
  const read = await trainers.read(options.dataset ?? folder).catch((error: unknown) => {
    if (!(error instanceof ModelError)) throw error;
    throw new LearningError(`What ${version} was taught cannot be read: ${error.message}`);
  });
  if (read.contentHash === dataset) return trainers.readTaught(read);
  throw new LearningError(`${read.folder} is not what ${version} was trained on: ${way}.`);
}

async function checkData(
  { version, lineage }: LearnedVersion,
  taught: Taught,
  cases: readonly AnswerCase[],
  { questions }: GateModelOptions,
  { storage, open }: GateModelDeps,
): Promise<GateResult> {
  const workspace = await open(join(questions, "corpus.jsonl"));
  try {
    await workspace.sync();
    const texts = await readTexts(cases, workspace.answering);
    const stale = await readStale(storage);
    const { dataset } = lineage as { dataset: string };
    return checkTaught({
      ...{ cases, taught, stale: stale.get(dataset) ?? stale.get(version) ?? null },
      textOf: ({ doc_ids }) => doc_ids.map((id) => texts.get(id) ?? "").join("\n"),
    });
  } finally {
    await workspace.close();
  }
}

/** Of the documents that answer the cases, whoever may read them: they are compared, and shown to nobody. */
async function readTexts(
  cases: readonly AnswerCase[],
  { index, accessLists }: AnswerDeps,
): Promise<Map<string, string>> {
  const wanted = new Set(cases.flatMap(({ doc_ids }) => doc_ids));
  const all = (await accessLists()).map(({ id }) => id);
  const texts = new Map<string, string>();
  for (const documentId of wanted) {
    const passages = await index.readDocument("corpus", documentId, all);
    texts.set(documentId, passages.map(({ text }) => text).join(" "));
  }
  return texts;
}

async function askQuestions(
  cases: readonly AnswerCase[],
  sides: Sides,
  { questions }: GateModelOptions,
  { open }: GateModelDeps,
): Promise<[Written[], Written[]]> {
  const workspace = await open(join(questions, "corpus.jsonl"));
  try {
    return await askInTurns(cases, sides, workspace.answering);
  } finally {
    await workspace.close();
  }
}
