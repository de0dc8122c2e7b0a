import type { AnswerFeatures } from "../../answer/support/answer-features.ts";
import { ANSWER_FEATURES, type AnswerWeights } from "../../answer/support/rate-answer.ts";
import { fitLogistic } from "./statistics/fit-logistic.ts";

/** The weights that `rateAnswer` would have, had it been fitted on these answers. */
export function refitWeights(
  answers: readonly { features: AnswerFeatures; faithful: boolean }[],
): AnswerWeights {
  const inputs = answers.map(({ features }) => ANSWER_FEATURES.map((name) => features[name]));
  const { intercept, weights } = fitLogistic(
    inputs,
    answers.map((answer) => answer.faithful),
  );
  const [copied = 0, carried = 0, onTopic = 0] = weights;
  return { intercept, copied, carried, onTopic };
}
