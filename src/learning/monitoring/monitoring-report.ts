import { type GapReport, reportGaps } from "../../feedback/reports/gap-report.ts";
import { checkDays, DAY_MS } from "../../feedback/reports/report-period.ts";
import type { Embedder } from "../../models/models.ts";
import type { LearnedKind, LearnedStatus } from "../../storage/ports/learning-storage.ts";
import type { Storage } from "../../storage/storage.ts";
import { listModels } from "../registry/registry.ts";
import { listRuns, type RunView } from "../trigger/list-runs.ts";
import { readAsked } from "./asked-question.ts";
import { type FreshnessReport, measureFreshness } from "./freshness.ts";
import { type DriftReport, measureDrift } from "./measure-drift.ts";
import { type Quality, qualityOf, type Share } from "./quality.ts";
import {
  byChannel,
  byDay,
  bySource,
  byVersion,
  byWriter,
  type DayQuality,
  dayOf,
  type Slice,
} from "./slices.ts";

/** What a version's telling gate measured against what served then, with its 95 % interval. */
export interface Comparison {
  version: string;
  kind: LearnedKind;
  /** What `gain` is one of. */
  measure: "nDCG@10" | "questions answered as they should be";
  status: LearnedStatus;
  /** Null: what Footnote comes with. */
  against: string | null;
  gain: number;
  low: number;
  high: number;
  questions: number;
}

export interface MonitoringReport {
  days: number;
  /** First and last day, UTC. */
  from: string;
  to: string;
  /** ISO 8601. */
  madeAt: string;
  /** Only the newest questions of the period were counted, for there are more than that many. */
  cutAt: number | null;
  total: Quality;
  byDay: DayQuality[];
  bySource: Slice[];
  byChannel: Slice[];
  byVersion: Slice[];
  /** By who wrote the answer, and the prompt that it was told by. */
  byWriter: Slice[];
  /** The same as `total.opened`: of the web page's answers alone; null where it gave none that cite something. */
  citationOpens: Share | null;
  drift: DriftReport;
  freshness: FreshnessReport;
  gaps: GapReport;
  models: {
    /** Of retrieval. */
    champion: string | null;
    /** Of each kind; null: as Footnote comes, or as configured. */
    serving: Record<LearnedKind, string | null>;
    comparisons: Comparison[];
    runs: RunView[];
  };
}

export interface MonitoringDeps {
  storage: Pick<
    Storage,
    "administration" | "reports" | "sources" | "documents" | "accessLists" | "learning" | "lineages"
  >;
  /** Undefined where there is none: keywords alone. */
  embedder: Pick<Embedder, "embed" | "maxTextsPerCall"> | undefined;
  now: () => number;
}

const MOST_QUESTIONS = 20_000;

/** How well Footnote does, and whether what it is asked and rests on is changing. Of questions it shows what `gaps` shows. */
export async function reportMonitoring(
  days: number,
  deps: MonitoringDeps,
): Promise<MonitoringReport> {
  checkDays(days);
  const { storage, embedder } = deps;
  const now = deps.now();
  const until = now - (now % DAY_MS) + DAY_MS;
  const since = until - days * DAY_MS;
  const { questions, isCut } = await readAsked(since, MOST_QUESTIONS, storage);
  const total = qualityOf(questions);
  return {
    ...{ days, from: dayOf(since), to: dayOf(now), madeAt: new Date(now).toISOString() },
    cutAt: isCut ? MOST_QUESTIONS : null,
    total,
    byDay: byDay(questions, since, until),
    bySource: bySource(questions),
    byChannel: byChannel(questions),
    byVersion: byVersion(questions),
    byWriter: byWriter(questions),
    citationOpens: total.opened,
    drift: await measureDrift(questions, { since, until }, embedder),
    freshness: await measureFreshness(questions, storage, now),
    gaps: await reportGaps(days, deps),
    models: await compareModels(storage),
  };
}

const TELLING = {
  retrieval: ["retrieval", "nDCG@10"],
  writing: ["answers", "questions answered as they should be"],
} as const;

async function compareModels(
  storage: Pick<Storage, "learning" | "lineages">,
): Promise<MonitoringReport["models"]> {
  const { champion, versions } = await listModels(storage);
  const comparisons = versions.flatMap(({ version, kind, status, against, gates }) => {
    const [telling, measure] = TELLING[kind === "retrieval" ? "retrieval" : "writing"];
    const figures = gates.find(({ gate }) => gate === telling)?.figures;
    if (figures === undefined) return [];
    const { gain = 0, low = 0, high = 0, questions = 0 } = figures;
    return { version, kind, measure, status, against, gain, low, high, questions };
  });
  const runs = await listRuns(storage);
  return { champion: champion.retrieval, serving: champion, comparisons, runs };
}
