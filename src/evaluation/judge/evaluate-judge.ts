import { join } from "node:path";
import type { AnswerFeatures } from "../../answer/support/answer-features.ts";
import { rateAnswer, scoreFeatures } from "../../answer/support/rate-answer.ts";
import {
  type JudgedResponse,
  type JudgeReport,
  meanCrossValidated,
  reportJudge,
} from "./judge-report.ts";
import { type CheckSentence, rateWithModel } from "./rate-with-model.ts";
import { isFaithful, type RatedResponse, readResponses, taskOf } from "./read-responses.ts";
import { refitWeights } from "./refit-weights.ts";
import { crossValidate } from "./statistics/cross-validate.ts";
import { wordOverlap } from "./word-overlap.ts";

const FOLDS = 10;
const REPETITIONS = 10;

/** What is known of one response at the end; scores 0…1. */
export interface ResponseScores {
  id: string;
  /** By the weights that ship. */
  score: number;
  /** By weights fitted without its task, mean over the repetitions. */
  crossValidated: number;
  naive: number;
  model?: number;
  features: AnswerFeatures;
  /** Means over the raters. */
  human: Record<string, number>;
}

export interface JudgeDeps {
  /** Present when a language model is configured; an error of its ends the evaluation. */
  checkSentence?: CheckSentence | undefined;
  onResponse?: ((scores: ResponseScores) => void) | undefined;
}

/** Compares our automatic scores of the answers in `responses.jsonl` with what people said of them. */
export async function evaluateJudge(directory: string, deps: JudgeDeps = {}): Promise<JudgeReport> {
  const responses = await readResponses(join(directory, "responses.jsonl"));
  const labelled = responses.map((response) => {
    const { score, features } = rateAnswer(response);
    return { task: taskOf(response), faithful: isFaithful(response), shipped: score, features };
  });
  const folds = Math.min(FOLDS, new Set(labelled.map(({ task }) => task)).size);
  const runs = Array.from({ length: REPETITIONS }, (_, at) =>
    crossValidate(labelled, { folds, seed: at + 1 }, (rows) => {
      const weights = refitWeights(rows);
      return ({ features }) => scoreFeatures(features, weights);
    }),
  );
  const judged: JudgedResponse[] = [];
  for (const [at, one] of labelled.entries()) {
    const response = responses[at];
    if (response === undefined) continue;
    const scores = {
      ...one,
      ...(await scoreOtherwise(response, deps.checkSentence)),
      crossValidated: runs.map((run) => run[at] ?? 0),
    };
    judged.push(scores);
    deps.onResponse?.(summarize(response.id, scores));
  }
  return reportJudge(judged, folds);
}

async function scoreOtherwise(response: RatedResponse, checkSentence: CheckSentence | undefined) {
  const { answer, passages, human, stored } = response;
  const scores = { naive: wordOverlap(answer, passages), human, stored };
  if (checkSentence === undefined) return scores;
  return { ...scores, model: await rateWithModel(answer, passages, checkSentence) };
}

function summarize(id: string, judged: JudgedResponse): ResponseScores {
  const { shipped: score, naive, model, features, human } = judged;
  const crossValidated = meanCrossValidated(judged);
  return {
    id,
    score,
    crossValidated,
    naive,
    ...(model !== undefined && { model }),
    features,
    human,
  };
}
