import { join } from "node:path";
import type { AnswerDeps } from "../../answer/answer-question.ts";
import { type AnswerCase, readAnswerCases } from "../../evaluation/read-dataset.ts";
import type { OpenEvaluationWorkspace } from "../../evaluation/workspace.ts";
import type { Trainers } from "../../models/fine-tuning/fine-tune-provider.ts";
import type { LearnedVersion } from "../../storage/ports/learning-storage.ts";
import type { Storage } from "../../storage/storage.ts";
import type { GateResult } from "../gates/gate.ts";
import { CONFIGURE, type ModelPlace } from "../language-models/find-model-trouble.ts";
import { LearningError } from "../learning-error.ts";
import { readStale, staleOf } from "../lineage.ts";
import { requireVersion } from "../registry/require-version.ts";
import { type Candidate, openCandidate } from "./candidate.ts";
import { askInTurns, type Sides, untaughtCases } from "./gates/ask-in-turns.ts";
import { checkTaught, type Lessons } from "./gates/check-taught.ts";
import { judgeForgotten, judgeServing, judgeWriting } from "./gates/judge-writing.ts";
import { probeContract } from "./gates/probe-contract.ts";
import type { Written } from "./gates/score-answers.ts";
import { isWriting, otherOf, readServingWriting, type WritingKind } from "./serving-writing.ts";

export interface GateWritingDeps extends ModelPlace {
  storage: Pick<Storage, "learning" | "lineages" | "audit">;
  trainers: Trainers;
  /** What is served: the index that people search. */
  answering: AnswerDeps;
  open: OpenEvaluationWorkspace;
  now: () => number;
}

export interface GateWritingOptions {
  /** Folder with `qa.jsonl` and `corpus.jsonl`. */
  questions: string;
  /** Where the rows lie that a model was trained on, if they were moved. */
  dataset: string | undefined;
}

export interface WritingGateReport {
  version: string;
  /** `candidate`: it could not be judged. */
  status: "candidate" | "rejected" | "challenger";
  /** The version of its kind that served; null: what is configured. */
  base: string | null;
  /** The model that writes now, by its own name. */
  against: string;
  /** What is said to it now: `answer@version#hash`. */
  againstPrompt: string;
  /** The prompt that served beside a model, or the model beside a prompt; null: what is configured. */
  beside: string | null;
  gates: GateResult[];
  tookMs: number;
}

/** Made by rules from what people search; answering takes long. */
const KNOWN_ITEMS = 40;
const JUDGED = ["candidate", "challenger"];

/** Holds a language model or a prompt against what answers now, gate by gate, until one is not passed. @throws LearningError, PromptError */
export async function gateWriting(
  version: string,
  options: GateWritingOptions,
  actor: string,
  deps: GateWritingDeps,
): Promise<WritingGateReport> {
  const started = performance.now();
  const { storage, writerOf, now } = deps;
  const learned = await readCandidate(version, deps);
  if (writerOf === undefined) throw new LearningError(CONFIGURE);
  const serving = await readServingWriting(storage.learning);
  const champion = writerOf(serving.name, serving.words);
  const candidate = await openCandidate(learned, serving, options.dataset, { ...deps, writerOf });
  const sides = { champion, challenger: candidate.writer };
  const { gates, isJudged } = await runGates(learned, candidate, sides, options, deps);
  const passed = gates.every((gate) => gate.passed);
  const status = isJudged ? (passed ? "challenger" : "rejected") : "candidate";
  const { versions } = serving;
  const against = {
    ...{ base: versions[learned.kind] ?? null, against: champion.id },
    ...{ againstPrompt: champion.promptVersion, beside: versions[otherOf(learned.kind)] ?? null },
  };
  if (!(await storage.learning.judge(version, status, { gates, ...against }))) {
    throw new LearningError(
      `${version} was let serve while it was judged: what the gates said is not kept.`,
    );
  }
  await storage.audit.append({
    at: now(),
    actor,
    action: "models.gated",
    detail: { version, status },
  });
  const tookMs = Math.round(performance.now() - started);
  return { version, status, ...against, gates, tookMs };
}

async function readCandidate(
  version: string,
  { storage }: GateWritingDeps,
): Promise<LearnedVersion & { kind: WritingKind }> {
  const learned = await requireVersion(version, storage.learning);
  const { kind, status } = learned;
  if (!isWriting(kind)) {
    throw new LearningError(`${version} is ${kind}: what learns it judges it at once.`);
  }
  if ((await storage.learning.trials.running(kind))?.version === version) {
    const way = `\`models rollback ${version}\` takes it back first`;
    throw new LearningError(`${version} answers some threads now: ${way}.`);
  }
  if (JUDGED.includes(status)) return { ...learned, kind };
  throw new LearningError(`${version} is ${status}: what was judged is not judged again.`);
}

/** What could not be judged for something that may pass, such as a server that is away, is judged another time. */
async function runGates(
  learned: LearnedVersion,
  { lessons, findTrouble }: Candidate,
  sides: Sides,
  options: GateWritingOptions,
  deps: GateWritingDeps,
): Promise<{ gates: GateResult[]; isJudged: boolean }> {
  const gates: GateResult[] = [];
  const passes = (gate: GateResult) => {
    gates.push(gate);
    return gate.passed;
  };
  const cases = await readAnswerCases(join(options.questions, "qa.jsonl"));
  if (!passes(await checkData(learned, lessons, cases, options, deps)))
    return { gates, isJudged: false };
  const trouble = await findTrouble();
  const probe = trouble === undefined ? await probeContract(sides.challenger) : {};
  const away = trouble ?? probe.away;
  if (away !== undefined) {
    passes(judgeServing(away, [], []));
    return { gates, isJudged: false };
  }
  const asked = await askQuestions(cases, sides, options, deps);
  if (!passes(judgeWriting(...asked))) return { gates, isJudged: true };
  const untaught = await untaughtCases(KNOWN_ITEMS, lessons.isTaught, deps.answering);
  const known = await askInTurns(untaught, sides, deps.answering);
  if (!passes(judgeForgotten(...known))) return { gates, isJudged: true };
  passes(judgeServing(probe.breaks, ...asked));
  return { gates, isJudged: true };
}

async function checkData(
  learned: LearnedVersion,
  lessons: Lessons,
  cases: readonly AnswerCase[],
  { questions }: GateWritingOptions,
  { storage, open }: GateWritingDeps,
): Promise<GateResult> {
  const workspace = await open(join(questions, "corpus.jsonl"));
  try {
    await workspace.sync();
    const texts = await readTexts(cases, workspace.answering);
    return checkTaught({
      ...{ cases, lessons, stale: staleOf(learned, await readStale(storage)) },
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
  { questions }: GateWritingOptions,
  { open }: GateWritingDeps,
): Promise<[Written[], Written[]]> {
  const workspace = await open(join(questions, "corpus.jsonl"));
  try {
    return await askInTurns(cases, sides, workspace.answering);
  } finally {
    await workspace.close();
  }
}
