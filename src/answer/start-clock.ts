import type { Answer } from "./answer.ts";

export type Clock = ReturnType<typeof startClock>;

/** Measures where the time of one answer goes; all in milliseconds. */
export function startClock() {
  const started = performance.now();
  let retrieved = started;
  let written = 0;
  let modelled = 0;

  async function timed<T>(work: () => Promise<T>): Promise<{ result: T; tookMs: number }> {
    const from = performance.now();
    const result = await work();
    return { result, tookMs: performance.now() - from };
  }

  return {
    /** Time spent in waiting for a language model, outside the writing. */
    async model<T>(work: () => Promise<T>): Promise<T> {
      const { result, tookMs } = await timed(work);
      modelled += tookMs;
      return result;
    },
    retrieved(): void {
      retrieved = performance.now();
    },
    /** Time that the writer took; `isModel` where it was waiting for a language model. */
    wrote(tookMs: number, isModel: boolean): void {
      written += tookMs;
      if (isModel) modelled += tookMs;
    },
    timings(): Answer["timingsMs"] {
      const now = performance.now();
      return {
        retrieve: Math.round(retrieved - started),
        write: Math.round(written),
        check: Math.round(Math.max(0, now - retrieved - written)),
        model: Math.round(modelled),
        total: Math.round(now - started),
      };
    },
  };
}
