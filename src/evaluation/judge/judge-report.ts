import type { AnswerFeatures } from "../../answer/support/answer-features.ts";
import { type AnswerWeights, UNFAITHFUL_BELOW } from "../../answer/support/rate-answer.ts";
import { average, round } from "../ranking-metrics.ts";
import { refitWeights } from "./refit-weights.ts";
import { type Agreement, agreement } from "./statistics/agreement.ts";
import { areaUnderCurve } from "./statistics/area-under-curve.ts";
import { bootstrapTasks } from "./statistics/bootstrap-tasks.ts";
import { rankCorrelation } from "./statistics/rank-correlation.ts";

/** A rated response with all scores of it, 0…1. */
export interface JudgedResponse {
  task: string;
  faithful: boolean;
  features: AnswerFeatures;
  /** By the weights that ship. */
  shipped: number;
  /** By weights fitted without its task, once a repetition. */
  crossValidated: number[];
  naive: number;
  model?: number;
  /** Means over the raters. */
  human: Record<string, number>;
  /** Of other automatic judges. */
  stored: Record<string, number>;
}

/** An area under the curve with its 95 % interval over tasks. */
export interface Area {
  auc: number;
  ci95: [number, number];
}

export interface JudgeReport {
  responses: number;
  tasks: number;
  faithfulness: {
    /** By weights fitted on the other folds, mean over the repetitions. */
    deterministic: Area & {
      n: number;
      crossValidated: {
        auc: number;
        folds: number;
        seeds: { n: number; min: number; max: number };
      };
      /** By the weights that ship: optimistic on the answers they were fitted on, honest elsewhere. */
      fitted: Area;
      /** What the weights would be, had they been fitted on all of these. */
      refitted: AnswerWeights;
    };
    naive: Area;
    /** Deterministic minus naive, paired. */
    difference: { mean: number; ci95: [number, number] };
    model?: Area & { n: number };
    stored: Record<string, number>;
  };
  /** Spearman's, by judge and by what people rated. */
  correlations: Record<string, Record<string, number>>;
  agreement: Agreement;
}

type Score = (response: JudgedResponse) => number;

export function reportJudge(judged: readonly JudgedResponse[], folds: number): JudgeReport {
  const repetitions = [...(judged[0]?.crossValidated.keys() ?? [])];
  const bySeed = repetitions.map(
    (at): Score =>
      (one) =>
        one.crossValidated[at] ?? 0,
  );
  const seeds = bySeed.map((score) => areaOf(judged, score));
  const crossValidated = (rows: readonly JudgedResponse[]) =>
    average(bySeed.map((score) => areaOf(rows, score)));
  const lead = (rows: readonly JudgedResponse[]) => crossValidated(rows) - areaOf(rows, naive);
  const auc = round(crossValidated(judged));
  const asked = judged.filter((one) => one.model !== undefined);
  return {
    responses: judged.length,
    tasks: new Set(judged.map(({ task }) => task)).size,
    faithfulness: {
      deterministic: {
        auc,
        ci95: bootstrapTasks(judged, crossValidated),
        n: judged.length,
        crossValidated: {
          auc,
          folds,
          seeds: {
            n: seeds.length,
            min: round(Math.min(...seeds)),
            max: round(Math.max(...seeds)),
          },
        },
        fitted: measure(judged, (one) => one.shipped),
        refitted: roundWeights(refitWeights(judged)),
      },
      naive: measure(judged, naive),
      difference: { mean: round(lead(judged)), ci95: bootstrapTasks(judged, lead) },
      ...(asked.length > 0 && { model: { ...measure(asked, model), n: asked.length } }),
      stored: eachStored(judged, (rows, score) => round(areaOf(rows, score))),
    },
    correlations: {
      deterministic: correlate(judged, meanCrossValidated),
      naive: correlate(judged, naive),
      ...(asked.length > 0 && { model: correlate(asked, model) }),
      ...eachStored(judged, correlate),
    },
    agreement: agreement(scored(judged, meanCrossValidated), UNFAITHFUL_BELOW),
  };
}

function roundWeights({ intercept, copied, carried, onTopic }: AnswerWeights): AnswerWeights {
  return {
    intercept: round(intercept),
    copied: round(copied),
    carried: round(carried),
    onTopic: round(onTopic),
  };
}

const naive: Score = (one) => one.naive;
const model: Score = (one) => one.model ?? 0;

/** The one cross-validated score of a response: its mean over the repetitions. */
export const meanCrossValidated: Score = (one) => average(one.crossValidated);

function scored(rows: readonly JudgedResponse[], score: Score) {
  return rows.map((one) => ({ score: score(one), good: one.faithful }));
}

function areaOf(rows: readonly JudgedResponse[], score: Score): number {
  return areaUnderCurve(scored(rows, score));
}

function measure(rows: readonly JudgedResponse[], score: Score): Area {
  const area = (some: readonly JudgedResponse[]) => areaOf(some, score);
  return { auc: round(area(rows)), ci95: bootstrapTasks(rows, area) };
}

function correlate(rows: readonly JudgedResponse[], score: Score): Record<string, number> {
  return each(namesIn(rows, "human"), (name) => {
    const rated = rows.filter((one) => one.human[name] !== undefined);
    return round(
      rankCorrelation(
        rated.map(score),
        rated.map((one) => one.human[name] ?? 0),
      ),
    );
  });
}

function eachStored<T>(
  judged: readonly JudgedResponse[],
  read: (rows: JudgedResponse[], score: Score) => T,
): Record<string, T> {
  return each(namesIn(judged, "stored"), (name) => {
    const rows = judged.filter((one) => one.stored[name] !== undefined);
    return read(rows, (one) => one.stored[name] ?? 0);
  });
}

function namesIn(rows: readonly JudgedResponse[], kind: "human" | "stored"): string[] {
  return [...new Set(rows.flatMap((one) => Object.keys(one[kind])))];
}

function each<T>(names: readonly string[], read: (name: string) => T): Record<string, T> {
  return Object.fromEntries(names.map((name) => [name, read(name)]));
}
