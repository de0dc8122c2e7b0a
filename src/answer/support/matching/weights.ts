import { stemsOf } from "../../../text/question/match-terms.ts";
import { type Figure, readFigures } from "../reading/read-figures.ts";
import type { Token } from "../reading/token.ts";
import type { Weighted } from "./cover.ts";
import { figuresAgree } from "./figures-agree.ts";

const WEAK = 0.3;
const ASKED = 0.6;

export interface Weights {
  /** The tokens of a sentence that say something, each with what it counts. */
  weigh(tokens: readonly Token[]): Weighted[];
  isAsked(token: Token): boolean;
  /** The figures of the question. */
  asked: readonly Figure[];
}

/**
 * Words of any handbook, and those the question brought in, count less. How rare a word is in the
 * index does not: that is known of the question's words alone, and cost more than it brought.
 */
export function createWeights(question: string): Weights {
  const asked = new Set(stemsOf(question));
  const figures = readFigures(question);
  const weightOf = (token: Token) => {
    const { figure } = token;
    if (figure !== undefined)
      return 0.8 * (figures.some((one) => figuresAgree(one, figure)) ? ASKED : 1);
    // "Part" and "first" are common, yet tell what is meant from what is not.
    const isWeak = token.isWeak && token.opposites.length === 0;
    return (isWeak ? WEAK : 1) * (asked.has(token.stem) ? ASKED : 1);
  };
  return {
    asked: figures,
    isAsked: (token) => asked.has(token.stem),
    weigh: (tokens) =>
      tokens
        .filter((token) => token.isContent)
        .map((token) => ({ token, weight: weightOf(token) })),
  };
}
