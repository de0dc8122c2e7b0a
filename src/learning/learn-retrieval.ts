import { createHash } from "node:crypto";
import { EVERYONE } from "../access/audience.ts";
import type { AnswerDeps } from "../answer/answer-question.ts";
import type { Storage } from "../storage/storage.ts";
import { checkData } from "./gates/data-gate.ts";
import type { GateResult } from "./gates/gate.ts";
import { judgeVersion, labelledDocuments } from "./gates/judge-version.ts";
import { keepFindable, type LabelCounts } from "./labels/keep-findable.ts";
import type { LabelledQuestion } from "./labels/labelled-question.ts";
import { encodeSettings } from "./registry/encode-settings.ts";
import { crossFit } from "./tuning/cross-fit.ts";
import { FOLDS, foldByDocument } from "./tuning/fold-by-document.ts";

export interface LearningDeps {
  retrieve: AnswerDeps;
  storage: Pick<Storage, "learning" | "lineages" | "audit">;
  now: () => number;
}

export interface LearningReport {
  /** Undefined: nothing was learned from, so nothing was registered. */
  version: string | undefined;
  status: "rejected" | "challenger";
  labels: LabelCounts;
  /** In their order, up to the first that was not passed. */
  gates: GateResult[];
  /** What was tried while learning, with nDCG@10 on the questions that choose. */
  tried: { what: string; dev: number }[];
  tookMs: number;
}

/**
 * Learns from labelled questions how to search, holds what came of it against what serves, and registers it with its verdict: what
 * is cut off before leaves nothing behind. A challenger serves nobody before it is promoted. Only what everyone may read is
 * learned from. So that few labels say as much as they can, all of them judge: each what was learned alike without its fold
 * (cross-fitting); what may serve learned from all.
 */
export async function learnRetrieval(
  labelled: readonly LabelledQuestion[],
  actor: string,
  deps: LearningDeps,
): Promise<LearningReport> {
  const { retrieve, now } = deps;
  const started = performance.now();
  const tookMs = () => Math.round(performance.now() - started);
  const createdAt = now();
  const { kept: questions, counts: labels } = await keepFindable(labelled, EVERYONE, retrieve);
  const folds = foldByDocument(questions);
  const data = checkData(folds);
  if (!data.passed) {
    const nothing = { version: undefined, status: "rejected" as const, tried: [] };
    return { ...nothing, labels, gates: [data], tookMs: tookMs() };
  }
  const champion = await retrieve.retrievalSettings?.();
  const { tuning, without } = await crossFit(folds, EVERYONE, retrieve);
  const encoded = encodeSettings(tuning.settings);
  const { embedderId: embedder = null, index = null } = tuning.settings;
  const against = { base: champion?.version ?? null, embedder, index };
  const judged = await judgeVersion(
    {
      ...{ learned: { version: "What was learned", ...encoded }, champion, audience: EVERYONE },
      ...{ labelled: labelledDocuments(questions), test: folds.flat() },
      ...{ learnedWithout: (at) => without[at], look: await nextLook(against, deps) },
      championSince: champion && (await deps.storage.learning.get(champion.version))?.createdAt,
    },
    retrieve,
  );
  const gates = [data, ...judged];
  const status = gates.every(({ passed }) => passed) ? "challenger" : "rejected";
  const dev = folds[0]?.length ?? 0;
  const lineage = {
    dataset: hashOf(questions),
    ...against,
    configuration: tuning.configuration,
    questions: { train: questions.length - dev, dev, test: questions.length, folds: FOLDS },
  };
  const report = { labels, gates, tried: tuning.tried };
  const made = { kind: "retrieval" as const, createdAt, lineage, ...encoded };
  const version = await register({ made, questions, status, report, actor }, deps);
  return { version, status, ...report, tookMs: tookMs() };
}

/**
 * Which look at what serves this is, from 1, whoever asked for the others: somebody who asks daily looks as often as the trigger would.
 * What stopped before the gate for retrieval saw nothing. With another embedder or kind of index the same version is another champion.
 */
async function nextLook(
  against: Against,
  { storage }: Pick<LearningDeps, "storage">,
): Promise<number> {
  const versions = await storage.learning.list();
  const looks = versions.filter(({ kind, lineage, report }) => {
    const { base, embedder, index } = lineage as Partial<Against>;
    const { gates = [] } = (report ?? {}) as Partial<Pick<LearningReport, "gates">>;
    const isOfThis =
      (base ?? null) === against.base &&
      (embedder ?? null) === against.embedder &&
      // Of those of before nobody knows.
      (index ?? against.index) === against.index;
    return kind === "retrieval" && isOfThis && gates.some(({ gate }) => gate === "retrieval");
  });
  return looks.length + 1;
}

/** What serves, by which embedder, in which kind of index; null: as Footnote comes, by keywords alone. */
interface Against {
  base: string | null;
  embedder: string | null;
  index: string | null;
}

interface Judged {
  made: Parameters<Storage["learning"]["add"]>[0];
  questions: readonly LabelledQuestion[];
  status: LearningReport["status"];
  report: Pick<LearningReport, "labels" | "gates" | "tried">;
  actor: string;
}

/** What it rests on is known before it may serve: of a crash between the two, a candidate stays that says so. */
async function register(
  { made, questions, status, report, actor }: Judged,
  { storage, now }: LearningDeps,
): Promise<string> {
  const { version } = await storage.learning.add(made);
  await storage.lineages.keep({
    ...{ subject: version, name: version, madeAt: made.createdAt },
    answers: questions.flatMap(({ from }) => from?.answer ?? []),
    verified: questions.flatMap(({ from }) => from?.verified ?? []),
    documents: questions.flatMap(({ positives }) => positives),
  });
  await storage.learning.judge(version, status, report);
  const detail = { version, status };
  await storage.audit.append({ at: now(), actor, action: "learn.retrieval", detail });
  return version;
}

/** Of what is learned from, whatever its order; of the words no more than that. */
function hashOf(questions: readonly LabelledQuestion[]): string {
  const rows = questions.map(({ text, history, positives }) =>
    JSON.stringify([text, history, positives.map((p) => [p.source, p.documentId])]),
  );
  return createHash("sha256").update(rows.sort().join("\n")).digest("hex");
}
