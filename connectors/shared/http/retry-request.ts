import { setTimeout as sleep } from "node:timers/promises";

/** What a failed request says of the next try. */
export interface Setback {
  /** How often the request may be sent in all; 1: it would fail again. */
  attempts: number;
  /** The source's own word on when to come back. */
  retryAfterMs?: number | undefined;
}

interface RetryOptions {
  /** What an error means; called for each. */
  judge: (error: unknown) => Setback;
  /** Told of each wait that the source asked for. */
  onPause?: (ms: number) => void;
  signal: AbortSignal;
}

const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 30_000;
/** Whoever is sent away for longer is told so, and comes back with the next sync. */
const LONGEST_PAUSE_MS = 15 * 60_000;

/** Tries again what may pass, after as long as the source asks for, else ever longer. */
export async function retryRequest<T>(
  request: () => Promise<T>,
  options: RetryOptions,
): Promise<T> {
  const { judge, onPause, signal } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await request();
    } catch (error) {
      signal.throwIfAborted();
      const { attempts, retryAfterMs } = judge(error);
      if (attempt >= attempts || (retryAfterMs ?? 0) > LONGEST_PAUSE_MS) throw error;
      if (retryAfterMs !== undefined) onPause?.(retryAfterMs);
      // Half of it by chance, so that several do not come back in step.
      const delayMs = Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), LONGEST_DELAY_MS);
      const waitMs = retryAfterMs ?? delayMs * (0.5 + Math.random() / 2);
      await sleep(waitMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
}

/** No source counts in less; what is sooner, or past, says nothing of when to come back. */
const SHORTEST_PAUSE_MS = 1_000;

/** `Retry-After` in milliseconds, from seconds or a date; undefined when it says nothing usable. */
export function readRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined || value.trim() === "") return undefined;
  const seconds = Number(value);
  const ms = Number.isNaN(seconds) ? Date.parse(value) - now : seconds * 1_000;
  return ms >= SHORTEST_PAUSE_MS ? ms : undefined;
}
