export interface Timings {
  p50: number;
  p95: number;
}

/** Milliseconds of each call, one after another. */
export async function timeEach<T>(
  inputs: readonly T[],
  call: (input: T) => unknown,
): Promise<Timings> {
  const took: number[] = [];
  for (const input of inputs) {
    const start = performance.now();
    await call(input);
    took.push(performance.now() - start);
  }
  return summarize(took);
}

export function summarize(took: readonly number[]): Timings {
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

/** Calls a second, or things a second when a call does several. */
export async function timeRate(count: number, work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return count / ((performance.now() - start) / 1000);
}
