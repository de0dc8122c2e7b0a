import type { FailureRecord } from "../../storage/storage.ts";
import type { SyncDeps } from "../sync-deps.ts";

const FIRST_PAUSE_MS = 15 * 60_000;
const LONGEST_PAUSE_MS = 24 * 3_600_000;

/** How long a document is left alone after it could not be read for the n-th time. */
function pauseAfter(attempts: number): number {
  return Math.min(FIRST_PAUSE_MS * 4 ** (attempts - 1), LONGEST_PAUSE_MS);
}

/**
 * The documents of a source that cannot be read: what is known of them, and what a run finds. Which
 * pauses are over is settled at its start: a connector that was told that a document is known says
 * so later, when the pause may have ended.
 */
export async function trackFailures(
  source: string,
  { storage, now }: Pick<SyncDeps, "storage" | "now">,
) {
  const startedAt = now();
  const records = await storage.failures.list(source);
  const known = new Map(records.map((failure) => [failure.documentId, failure]));
  const failed = new Map<string, FailureRecord>();
  const healed = new Set<string>();

  return {
    /** Ids of what could not be read when it was tried last. */
    ids: (): Iterable<string> => known.keys(),

    /** Those whose pause is over. */
    due: (): string[] =>
      [...known.values()]
        .filter(({ retryAt }) => retryAt <= startedAt)
        .map(({ documentId }) => documentId),

    /** What a document was when it failed, as long as it is not to be tried again. */
    pausedFingerprint(documentId: string): string | undefined {
      const failure = known.get(documentId);
      return failure !== undefined && failure.retryAt > startedAt ? failure.fingerprint : undefined;
    },

    fail(documentId: string, reason: string, fingerprint: string | undefined): void {
      const before = known.get(documentId);
      const attempts = before?.fingerprint === fingerprint ? (before?.attempts ?? 0) + 1 : 1;
      const failedAt = now();
      const retryAt = failedAt + pauseAfter(attempts);
      const failure = { source, documentId, reason, failedAt, fingerprint, attempts, retryAt };
      known.set(documentId, failure);
      failed.set(documentId, failure);
      healed.delete(documentId);
    },

    /** It was read, or is gone. */
    forget(documentId: string): void {
      failed.delete(documentId);
      if (known.delete(documentId)) healed.add(documentId);
    },

    waiting: (): number => failed.size,

    async flush(): Promise<void> {
      if (healed.size > 0) await storage.failures.clear(source, [...healed]);
      if (failed.size > 0) await storage.failures.save([...failed.values()]);
      healed.clear();
      failed.clear();
    },
  };
}
