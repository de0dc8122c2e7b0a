import { setTimeout as sleep } from "node:timers/promises";

/** Lets requests through so that no minute sees more of them than allowed. */
export interface RequestBudget {
  /** Resolves when the next request may be sent; rejects with the signal's reason. */
  take(signal: AbortSignal): Promise<void>;
  /** Nobody sends anything before then: the source asked for a pause. */
  pauseFor(ms: number): void;
}

interface BudgetOptions {
  requestsPerMinute: number;
  now?: () => number;
  wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** As many at once; what is left of the minute's allowance is spread over it. */
const BURST = 10;
/** Longer than a minute, because requests may travel at different speeds. */
const WINDOW_MS = 61_000;

/** A burst of a few, then an even pace: a burst and a minute's pace together stay within the limit. */
export function createRequestBudget(options: BudgetOptions): RequestBudget {
  const { requestsPerMinute, now = Date.now, wait = sleepUnlessAborted } = options;
  const burst = Math.max(1, Math.min(BURST, Math.floor(requestsPerMinute / 2)));
  const gapMs = WINDOW_MS / Math.max(1, requestsPerMinute - burst);
  /** When the allowance would be whole again. */
  let filledAt = 0;
  let pausedUntil = 0;

  return {
    async take(signal) {
      signal.throwIfAborted();
      for (;;) {
        const time = now();
        const startsAt = Math.max(pausedUntil, filledAt - (burst - 1) * gapMs);
        if (startsAt <= time) {
          filledAt = Math.max(filledAt, time) + gapMs;
          return;
        }
        await wait(startsAt - time, signal);
      }
    },
    pauseFor(ms) {
      pausedUntil = Math.max(pausedUntil, now() + ms);
    },
  };
}

const budgets = new Map<string, RequestBudget>();

/** One budget for all that this process asks of one account; `key` names the account. */
export function sharedBudget(key: string, requestsPerMinute: number): RequestBudget {
  const name = `${key} ${requestsPerMinute}`;
  const budget = budgets.get(name) ?? createRequestBudget({ requestsPerMinute });
  budgets.set(name, budget);
  return budget;
}

async function sleepUnlessAborted(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
}
