import { seededRandom } from "../../bootstrap.ts";
import { percentile, round } from "../../ranking-metrics.ts";

const ROUNDS = 2_000;

/**
 * A 95 % interval of any statistic, by resampling whole tasks. A difference of two statistics is
 * paired that way: both see the same rows each time.
 */
export function bootstrapTasks<T extends { task: string }>(
  rows: readonly T[],
  statistic: (rows: T[]) => number,
): [number, number] {
  const tasks = [...Map.groupBy(rows, (row) => row.task).values()];
  const random = seededRandom(20_261_121);
  const values = Array.from(
    { length: ROUNDS },
    () => statistic(tasks.flatMap(() => tasks[Math.floor(random() * tasks.length)] ?? [])),
    // A draw without any bad answer has no area under the curve.
  ).filter((value) => !Number.isNaN(value));
  return [round(percentile(values, 0.025)), round(percentile(values, 0.975))];
}
