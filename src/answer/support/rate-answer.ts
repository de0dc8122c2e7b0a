import { type AnswerFeatures, type AnswerToRate, answerFeatures } from "./answer-features.ts";

/** A logistic regression over the features of an answer. */
export interface AnswerWeights extends AnswerFeatures {
  intercept: number;
}

/** The features in the order in which weights are fitted and printed. */
export const ANSWER_FEATURES = ["copied", "carried", "onTopic"] as const;

/**
 * Fitted on 237 answers that people rated (`eval judge` prints the same as `refitted`); see
 * docs/decisions/2026-11-21-answer-judging.md.
 */
const WEIGHTS: AnswerWeights = { intercept: -4.94, copied: 3.57, carried: 5.51, onTopic: 1.83 };

/** Below this score .75 of the answers were rated unfaithful by people, from it on .05. */
export const UNFAITHFUL_BELOW = 0.7;

/**
 * How likely people find an answer faithful to its passages: 0…1, from its text alone. It is made for
 * comparing whole answers; whether a single sentence may be shown is decided elsewhere.
 */
export function rateAnswer(answer: AnswerToRate): { score: number; features: AnswerFeatures } {
  const features = answerFeatures(answer);
  return { score: scoreFeatures(features, WEIGHTS), features };
}

export function scoreFeatures(features: AnswerFeatures, weights: AnswerWeights): number {
  const sum = ANSWER_FEATURES.reduce(
    (total, name) => total + weights[name] * features[name],
    weights.intercept,
  );
  return 1 / (1 + Math.exp(-sum));
}
