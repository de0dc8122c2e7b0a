import { setTimeout as sleep } from "node:timers/promises";

/**
 * Begins so many things a second, whatever becomes of those before: who waits for an answer keeps
 * nobody else from asking. Resolves when all were begun and have ended; gives how long beginning took.
 */
export async function askAtRate(
  perSecond: number,
  count: number,
  begin: (n: number) => Promise<unknown>,
): Promise<number> {
  const from = performance.now();
  const ends: Promise<unknown>[] = [];
  for (let n = 0; n < count; n += 1) {
    const waitMs = from + (n * 1_000) / perSecond - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    ends.push(begin(n));
  }
  const tookMs = performance.now() - from;
  await Promise.all(ends);
  return tookMs;
}

export interface Spread {
  p50: number;
  p95: number;
  p99: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
