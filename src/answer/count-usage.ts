import type { TokenUsage } from "../models/models.ts";

/** USD for a million tokens, as the provider publishes them. */
export interface ModelPrices {
  inputPerMillion?: number | undefined;
  outputPerMillion?: number | undefined;
}

/** What the calls for one answer used together. */
export interface AnswerUsage extends TokenUsage {
  calls: number;
  /** Null where prices are not configured. */
  costUsd: number | null;
}

/** Counts the calls of one answer; `total` is undefined while no model was asked. */
export function createUsageCounter(prices: ModelPrices): {
  add(usage: TokenUsage): void;
  total(): AnswerUsage | undefined;
} {
  const sum = { calls: 0, inputTokens: 0, outputTokens: 0 };
  return {
    add({ inputTokens, outputTokens }) {
      sum.calls += 1;
      sum.inputTokens += inputTokens;
      sum.outputTokens += outputTokens;
    },
    total: () => (sum.calls === 0 ? undefined : { ...sum, costUsd: costUsd(sum, prices) }),
  };
}

/** Null unless both prices are known: half of a cost would pass for all of it. */
export function costUsd(usage: TokenUsage, prices: ModelPrices): number | null {
  const { inputPerMillion, outputPerMillion } = prices;
  if (inputPerMillion === undefined || outputPerMillion === undefined) return null;
  const cost = (usage.inputTokens * inputPerMillion + usage.outputTokens * outputPerMillion) / 1e6;
  // Fine enough for one token of the cheapest model, and without the noise of binary fractions.
  return Math.round(cost * 1e9) / 1e9;
}
