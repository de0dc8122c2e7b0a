import { seededRandom } from "../../evaluation/bootstrap.ts";
import { round } from "../../evaluation/ranking-metrics.ts";

export interface Difference {
  value: number;
  /** How often so much or more comes of chance: of permutations of who was asked when. */
  pValue: number;
}

const ROUNDS = 500;
const BINS = 10;
const SEED = 20_261_122;

/**
 * Population stability index of a number: by deciles of both samples together, so that which of the two
 * an item is of changes no bin. Under .1 is usually called steady, over .25 a large shift; of few items
 * chance alone gives more, which is what the permutations tell.
 */
export function compareNumbers(before: readonly number[], after: readonly number[]): Difference {
  const all = [...before, ...after].sort((a, b) => a - b);
  const cuts = Array.from({ length: BINS - 1 }, (_, n) =>
    at(all, Math.floor(((n + 1) * all.length) / BINS)),
  );
  const edges = [...new Set(cuts)];
  const binOf = (value: number) => edges.filter((edge) => value >= edge).length;
  return compareBins(before.map(binOf), after.map(binOf), edges.length + 1);
}

/** The same of names, each a bin of its own. */
export function compareNames(before: readonly string[], after: readonly string[]): Difference {
  const names = [...new Set([...before, ...after])];
  const numbers = new Map(names.map((name, n) => [name, n]));
  const binOf = (name: string) => numbers.get(name) ?? 0;
  return compareBins(before.map(binOf), after.map(binOf), names.length);
}

/** Distance between the means of two samples of vectors. */
export function compareVectors(
  before: readonly Float32Array[],
  after: readonly Float32Array[],
): Difference {
  return permute([...before, ...after], before.length, (one, other) => {
    const [a, b] = [meanOf(one), meanOf(other)];
    return Math.hypot(...a.map((value, n) => value - at(b, n)));
  });
}

function compareBins(before: number[], after: number[], bins: number): Difference {
  return permute([...before, ...after], before.length, (one, other) => {
    const [a, b] = [sharesOf(one, bins), sharesOf(other, bins)];
    return a.reduce((sum, share, n) => sum + (at(b, n) - share) * Math.log(at(b, n) / share), 0);
  });
}

function permute<T>(
  items: T[],
  size: number,
  differ: (one: T[], other: T[]) => number,
): Difference {
  const random = seededRandom(SEED);
  const value = differ(items.slice(0, size), items.slice(size));
  const shuffled = [...items];
  let asLarge = 0;
  for (let time = 0; time < ROUNDS; time += 1) {
    for (let n = shuffled.length - 1; n > 0; n -= 1) {
      const other = Math.floor(random() * (n + 1));
      [shuffled[n], shuffled[other]] = [shuffled[other] as T, shuffled[n] as T];
    }
    // Sums in another order differ in their last digit.
    if (differ(shuffled.slice(0, size), shuffled.slice(size)) >= value - 1e-9) asLarge += 1;
  }
  return { value: round(value), pValue: round((asLarge + 1) / (ROUNDS + 1)) };
}

/** Of each bin; half an item more in each, so that an empty one is no infinity. */
function sharesOf(bins: readonly number[], count: number): number[] {
  const counts = new Array<number>(count).fill(0.5);
  for (const bin of bins) counts[bin] = at(counts, bin) + 1;
  return counts.map((one) => one / (bins.length + count / 2));
}

function meanOf(vectors: readonly Float32Array[]): Float64Array {
  const sum = new Float64Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) {
    for (let n = 0; n < sum.length; n += 1) sum[n] = at(sum, n) + at(vector, n);
  }
  return sum.map((value) => value / Math.max(1, vectors.length));
}

function at(list: ArrayLike<number>, index: number): number {
  return list[index] ?? 0;
}
