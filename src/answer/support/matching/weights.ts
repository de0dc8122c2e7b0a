import { stemsOf } from "../../../text/question/match-terms.ts";
import type { Token } from "../reading/token.ts";
import type { Weighted } from "./cover.ts";

/** Stands in no text, so it weighs what any unknown word weighs. */
const NO_WORD = "\0";
const WEAK = 0.3;
const ASKED = 0.6;

export interface Weights {
  /** The tokens of a sentence that say something, each with what it counts. */
  weigh(tokens: readonly Token[]): Weighted[];
}

/** Rare words count more; words of any handbook, and those the question brought in, count less. */
export function createWeights(options: {
  question: string;
  termWeight: (stem: string) => number;
}): Weights {
  const highest = Math.max(1e-9, options.termWeight(NO_WORD));
  const asked = new Set(stemsOf(options.question));
  const weightOf = (token: Token) => {
    if (token.figure !== undefined) return 0.8;
    const rarity = Math.min(1, Math.max(0, options.termWeight(token.stem) / highest));
    const weight = 0.4 + 0.6 * rarity;
    // "Part" and "first" are common, yet tell what is meant from what is not.
    const isWeak = token.isWeak && token.opposites.length === 0;
    return weight * (isWeak ? WEAK : 1) * (asked.has(token.stem) ? ASKED : 1);
  };
  return {
    weigh: (tokens) =>
      tokens
        .filter((token) => token.isContent)
        .map((token) => ({ token, weight: weightOf(token) })),
  };
}
