import { average } from "../../evaluation/ranking-metrics.ts";

/** The mean of paired differences, and its standard error. */
export function meanDifference(
  next: readonly number[],
  before: readonly number[],
): { mean: number; error: number } {
  const differences = next.map((value, at) => value - (before[at] ?? 0));
  const mean = average(differences);
  const variance = average(differences.map((one) => (one - mean) ** 2));
  return { mean, error: Math.sqrt(variance / differences.length) };
}
