import type { Sureness } from "../gates/measure-answers.ts";
import { meanDifference } from "./mean-difference.ts";

/** The nearest to the usual one first: of equals the first is taken. */
const THRESHOLDS = [0.4, 0.5, 0.35, 0.55, 0.3, 0.6, 0.25, 0.65];
/** Of the mean of answered and refused: by as much, and by two standard errors, another threshold has to be better. */
const LEAST_GAIN = 0.01;
const LEAST_ERRORS = 2;

/** The threshold at which most is answered rightly and most refused rightly; none where none is clearly better than the usual. */
export function chooseRefusal(measured: readonly Sureness[], usual: number): number | undefined {
  const before = measured.map((one) => scoreAt(usual, one));
  let best: { threshold: number | undefined; gain: number } = { threshold: undefined, gain: 0 };
  for (const threshold of THRESHOLDS) {
    const now = measured.map((one) => scoreAt(threshold, one));
    const { mean: gain, error } = meanDifference(now, before);
    const least = Math.max(LEAST_GAIN, LEAST_ERRORS * error);
    if (gain > least && gain > best.gain) best = { threshold, gain };
  }
  return best.threshold;
}

function scoreAt(threshold: number, { right, without }: Sureness): number {
  const answered = (right ?? 0) >= threshold ? 1 : 0;
  const refused = (without ?? 0) < threshold ? 1 : 0;
  return (answered + refused) / 2;
}
