import type { Memory } from "./target/inspect-memory.ts";

/** In order, the first from before anything was sent. */
export type MemorySeries = Memory[];

export interface MemoryVerdict {
  isFlat: boolean;
  /** What was compared with what, a line for each kind of memory. */
  lines: string[];
}

/** What a process that is warm may keep more of: caches fill up to their bounds. */
const KINDS = [
  { name: "heapMb", title: "heap after a collection", share: 1.1, mb: 8 },
  { name: "rssMb", title: "the whole process", share: 1.15, mb: 32 },
] as const;
const FEWEST = 8;

/**
 * Flat: in the last quarter of a run, the heap after a collection is on average no more than a tenth
 * and 8 MB above what it was in the second quarter, and the process no more than 15 % and 32 MB. The
 * first quarter is left out, in which code is loaded and caches fill. Too few measurements tell nothing.
 */
export function judgeMemory(series: MemorySeries): MemoryVerdict {
  if (series.length < FEWEST) return { isFlat: true, lines: ["memory: too few were measured"] };
  const quarter = Math.floor(series.length / 4);
  const [early, late] = [series.slice(quarter, 2 * quarter), series.slice(-quarter)];
  const verdicts = KINDS.map(({ name, title, share, mb }) => {
    const [before, after] = [average(early, name), average(late, name)];
    const most = before * share + mb;
    const isFlat = after <= most;
    const line = `memory, ${title}: ${before.toFixed(1)} MB on average in the second quarter, ${after.toFixed(1)} in the last, at most ${most.toFixed(1)} allowed: ${isFlat ? "flat" : "not flat"}`;
    return { isFlat, line };
  });
  return {
    isFlat: verdicts.every(({ isFlat }) => isFlat),
    lines: verdicts.map(({ line }) => line),
  };
}

function average(series: MemorySeries, name: keyof Memory): number {
  return series.reduce((sum, one) => sum + one[name], 0) / series.length;
}
