import type { TermWeights } from "../../../text/question/score-sentences.ts";
import type { Asked } from "./read-asked.ts";
import type { Statement, Testimony } from "./read-testimony.ts";

/** One of two voices: what it says, in its words. */
export interface Side {
  testimony: Testimony;
  quote: string;
  value: string;
}

export type Conflict = [Side, Side];

export function sideOf(testimony: Testimony, { quote }: Statement, value: string): Side {
  return { testimony, quote, value };
}

/** How far two sentences hold the same words of the question, 0…1. */
export function parityOf(
  { question, focus }: Asked,
  weights: TermWeights,
  x: Statement,
  y: Statement,
): number {
  let [both, either] = [0, 0];
  question.terms.forEach(({ stem, soft }, i) => {
    if (stem === focus || /^[a-z]{1,2}$/.test(stem)) return;
    const weight = Math.max(0.01, weights(stem)) * (soft ? 0.5 : 1);
    const [one, other] = [x.held[i] ?? 0, y.held[i] ?? 0];
    both += weight * Math.min(one, other);
    either += weight * Math.max(one, other);
  });
  return either === 0 ? 0 : both / either;
}

/** Whether a sentence speaks of part time where full time was asked for. */
export function isOpposed({ tokens: asked }: Asked, statement: Statement): boolean {
  const said = statement.tokens().flatMap((token) => token.opposites);
  return asked.some((token) =>
    token.opposites.some((one) =>
      said.some((other) => other.set === one.set && other.side !== one.side),
    ),
  );
}
