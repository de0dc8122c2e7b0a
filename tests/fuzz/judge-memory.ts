import type { Memory } from "./target/inspect-memory.ts";

/** In order, the first from before anything was sent. */
export type MemorySeries = Memory[];

/** What a process that is warm may keep more of: caches fill up to their bounds. */
const HEAP = { share: 1.1, mb: 8 } as const;
const RSS = { share: 1.15, mb: 32 } as const;
const FEWEST = 8;

/**
 * Flat: in the last quarter of a run, the heap after a collection is on average no more than a tenth
 * and 8 MB above what it was in the second quarter, and the process no more than 15 % and 32 MB. The
 * first quarter is left out, in which code is loaded and caches fill. Undefined where it is so, or
 * where too few were measured to tell.
 */
export function judgeMemory(series: MemorySeries): string | undefined {
  if (series.length < FEWEST) return undefined;
  const quarter = Math.floor(series.length / 4);
  const [early, late] = [series.slice(quarter, 2 * quarter), series.slice(-quarter)];
  for (const [name, { share, mb }] of [
    ["heapMb", HEAP],
    ["rssMb", RSS],
  ] as const) {
    const [before, after] = [average(early, name), average(late, name)];
    if (after <= before * share + mb) continue;
    return `memory is not flat: ${name} grew from ${before.toFixed(1)} to ${after.toFixed(1)}`;
  }
  return undefined;
}

function average(series: MemorySeries, name: keyof Memory): number {
  return series.reduce((sum, one) => sum + one[name], 0) / series.length;
}
