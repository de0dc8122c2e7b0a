import type { FollowDeps } from "../follow-answer.ts";

/**
 * Aborts once a question that is being answered here has got its outcome elsewhere, or is gone: its
 * asker stopped or deleted it. Looked for whenever something of it is stored, and each second.
 */
export function abortWhenOver(
  id: string,
  { storage, signals }: FollowDeps,
): { signal: AbortSignal; end(): void } {
  const over = new AbortController();
  const done = new AbortController();

  async function watch(): Promise<void> {
    while (!done.signal.aborted) {
      const changed = signals.next(id, done.signal);
      if (!(await storage.answers.isOpen(id))) return over.abort();
      await changed;
    }
  }

  // Storage that fails here fails the answer itself as well, which is where it is told.
  watch().catch(() => undefined);
  return { signal: over.signal, end: () => done.abort() };
}
