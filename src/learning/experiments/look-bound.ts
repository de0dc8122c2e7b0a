import type { ScoredPair } from "./paired-gain.ts";

/** Over all looks together, of an interval's two ends. */
const CHANCE = 0.05;

/**
 * How sure the `look`-th look (from 1) at the same champion has to be, 0…1. What is looked at again and again passes by chance some
 * time: these shares of 5 % add up to 5 %, however often it is looked, and whatever the looks have in common.
 */
export function lookConfidence(look: number): number {
  return 1 - (CHANCE * 6) / (Math.PI ** 2 * look ** 2);
}

/**
 * The mean gain is at least as much, as sure as the lower end of a two-sided interval of that confidence is; Student's t over groups.
 * A bootstrap of few thousand rounds knows nothing of the ends that later looks ask for. One large group counts for less than many small.
 */
export function leastGain(pairs: readonly ScoredPair[], confidence: number): number {
  const groups = [...Map.groupBy(pairs, ({ group }) => group).values()].map((members) => ({
    size: members.length,
    sum: members.reduce((sum, { champion, challenger }) => sum + challenger - champion, 0),
  }));
  const questions = pairs.length;
  const squares = groups.reduce((sum, { size }) => sum + size * size, 0);
  const freedom = Math.floor(questions ** 2 / squares) - 1;
  // Of one group nobody knows how much it varies.
  if (!(freedom >= 1)) return Number.NEGATIVE_INFINITY;
  const gain = groups.reduce((all, { sum }) => all + sum, 0) / questions;
  const spread = groups.reduce((all, { size, sum }) => all + (sum - gain * size) ** 2, 0);
  const error = Math.sqrt((spread * groups.length) / (groups.length - 1)) / questions;
  return gain - studentQuantile(confidence, freedom) * error;
}

const MOST_T = 1_000;
const HALVINGS = 60;

/** Between minus and plus this lies such a share of Student's t. */
function studentQuantile(share: number, freedom: number): number {
  let [low, high] = [0, MOST_T];
  for (let n = 0; n < HALVINGS; n += 1) {
    const middle = (low + high) / 2;
    if (shareWithin(middle, freedom) < share) low = middle;
    else high = middle;
  }
  return high;
}

/** Abramowitz and Stegun, 26.7.3 and 26.7.4: exact for whole degrees of freedom. */
function shareWithin(t: number, freedom: number): number {
  const angle = Math.atan(t / Math.sqrt(freedom));
  const [sine, square] = [Math.sin(angle), Math.cos(angle) ** 2];
  const isOdd = freedom % 2 === 1;
  let term = isOdd ? Math.cos(angle) : 1;
  let sum = freedom === 1 ? 0 : term;
  for (let n = isOdd ? 3 : 2; n <= freedom - 2; n += 2) {
    term *= (square * (n - 1)) / n;
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum;
}
