import { setTimeout as sleep } from "node:timers/promises";

/** One after the other, whoever came first; each so long after the one before was done. */
export interface Turns {
  /** How long whoever comes now would wait, if each is done at once. */
  waitMs(): number;
  run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/**
 * The pause begins when the one before was answered: it was counted by then. One that is measured
 * between sendings is cut short on the way, or by a process that could not send for a while.
 */
export function createTurns(pauseMs: number, now: () => number): Turns {
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;
  let freeAt = 0;
  const restMs = () => Math.max(0, freeAt - now());
  return {
    waitMs: () => waiting * pauseMs + restMs(),
    async run(work, signal) {
      const before = last;
      const ended = Promise.withResolvers<void>();
      last = before.then(() => ended.promise);
      waiting += 1;
      try {
        await unlessAborted(before, signal);
        if (restMs() > 0) await sleep(restMs(), undefined, signal && { signal });
        try {
          return await work();
        } finally {
          freeAt = now() + pauseMs;
        }
      } finally {
        waiting -= 1;
        ended.resolve();
      }
    },
  };
}

async function unlessAborted(wait: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return wait;
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const onAbort = () => aborted.reject(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    await Promise.race([wait, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
