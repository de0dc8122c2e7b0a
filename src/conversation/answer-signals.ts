import { setTimeout as sleep } from "node:timers/promises";

/** Tells readers of an answer in this process that something of it was stored. */
export interface AnswerSignals {
  /** From now on this process answers it; call the result when it has ended. */
  begin(answerId: string): () => void;
  changed(answerId: string): void;
  /** Resolves soon after something was stored; asked before reading, nothing is missed in between. */
  next(answerId: string, signal: AbortSignal): Promise<void>;
}

/** Another process may be answering: how often is looked whether it has stored something. */
const POLL_MS = 60;
/** What this process answers is looked at now and then all the same. */
const LOCAL_POLL_MS = 1_000;

export function createAnswerSignals(): AnswerSignals {
  const local = new Set<string>();
  const waiting = new Map<string, Set<() => void>>();
  function wake(answerId: string): void {
    for (const resolve of waiting.get(answerId) ?? []) resolve();
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
    async next(answerId, signal) {
      const stop = new AbortController();
      const either = AbortSignal.any([signal, stop.signal]);
      const waiters = waiting.get(answerId) ?? new Set();
      waiting.set(answerId, waiters);
      const wakeUp = () => stop.abort();
      waiters.add(wakeUp);
      const waitMs = local.has(answerId) ? LOCAL_POLL_MS : POLL_MS;
      await sleep(waitMs, undefined, { signal: either, ref: false }).catch(() => undefined);
      waiters.delete(wakeUp);
      if (waiters.size === 0) waiting.delete(answerId);
    },
  };
}
