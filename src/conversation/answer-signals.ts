/** Tells readers of an answer in this process that something of it was stored. */
export interface AnswerSignals {
  /** From now on this process answers it; call the result when it has ended. */
  begin(answerId: string): () => void;
  changed(answerId: string): void;
  /**
   * Resolves soon after something was stored; asked before reading, nothing is missed in between.
   * The longer nothing came, the more seldom is looked whether another process stored something.
   */
  next(answerId: string, signal: AbortSignal, idleMs?: number): Promise<void>;
}

/** Another process may be answering: how often is looked whether it has stored something. */
const POLL_MS = 60;
/** Of the time that nothing came, this part is waited until the next look. */
const IDLE_SHARE = 0.1;
/** However many answers are waited for, together they are looked at so often: once in this time. */
const CROWD_MS = 5;
const LONGEST_POLL_MS = 3_000;
/** What this process answers is looked at now and then all the same. */
const LOCAL_POLL_MS = 1_000;

export function createAnswerSignals(): AnswerSignals {
  const local = new Set<string>();
  const waiting = new Map<string, Set<() => void>>();
  function wake(answerId: string): void {
    for (const done of [...(waiting.get(answerId) ?? [])]) done();
  }
  return {
    begin(answerId) {
      local.add(answerId);
      wake(answerId);
      return () => {
        local.delete(answerId);
        wake(answerId);
      };
    },
    changed: wake,
    next(answerId, signal, idleMs = 0) {
      const waiters = waiting.get(answerId) ?? new Set();
      waiting.set(answerId, waiters);
      const pollMs = Math.min(Math.max(POLL_MS, idleMs * IDLE_SHARE), LOCAL_POLL_MS);
      const inCrowdMs = Math.min(waiting.size * CROWD_MS, LONGEST_POLL_MS);
      const waitMs = local.has(answerId) ? LOCAL_POLL_MS : Math.max(pollMs, inCrowdMs);
      // By hand: signals and errors made of them for each look would cost more than the look.
      return new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          signal.removeEventListener("abort", done);
          waiters.delete(done);
          if (waiters.size === 0 && waiting.get(answerId) === waiters) waiting.delete(answerId);
          resolve();
        };
        const timer = setTimeout(done, waitMs).unref();
        waiters.add(done);
        if (signal.aborted) done();
        else signal.addEventListener("abort", done, { once: true });
      });
    },
  };
}
