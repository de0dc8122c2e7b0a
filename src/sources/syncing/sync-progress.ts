import type { FailureRecord, SyncCounts } from "../../storage/storage.ts";
import { syncLease } from "../../sync/hold-lease.ts";
import type { SyncProgress } from "../../sync/sync-source.ts";
import type { SourcesDeps } from "../sources-deps.ts";

export type SyncProgressState =
  | { state: "waiting" }
  | { state: "running"; done: number; total: number | undefined }
  | {
      state: "ended";
      counts: SyncCounts | undefined;
      /** One sentence when the run did not do all it was asked to. */
      error: string | undefined;
      failures: FailureRecord[];
      tookMs: number;
    }
  | { state: "gone" };

type ProgressDeps = Pick<SourcesDeps, "storage" | "logger" | "now">;

const NOTE_EVERY_MS = 1_500;

/** Writes down how far a run is, now and then, so that every process can tell. */
export function createProgressNote(
  source: string,
  { storage, logger, now }: ProgressDeps,
): (progress: SyncProgress) => void {
  let notedAt = 0;
  return ({ phase, done, total }) => {
    if (phase !== "reading" || now() - notedAt < NOTE_EVERY_MS) return;
    notedAt = now();
    storage.administration.syncProgress
      .note(source, { done, total, notedAt })
      .catch((error: unknown) => logger.debug({ error, source }, "Progress could not be noted"));
  };
}

/** How the first run of a source is doing that ends after `since`. */
export async function readSyncProgress(
  name: string,
  since: number,
  { storage, now }: ProgressDeps,
): Promise<SyncProgressState> {
  const source = await storage.sources.get(name);
  if (source === undefined) return { state: "gone" };
  const { lastSyncStartedAt: startedAt = 0, lastSyncFinishedAt: finishedAt = 0 } = source;
  if (finishedAt >= since && finishedAt >= startedAt) {
    return {
      state: "ended",
      counts: source.lastSyncCounts,
      error: source.lastSyncError,
      failures: await storage.failures.list(name),
      tookMs: finishedAt - startedAt,
    };
  }
  const isHeld = (await storage.leases.holder(syncLease(name), now())) !== undefined;
  if (!isHeld || startedAt <= finishedAt) return { state: "waiting" };
  const noted = await storage.administration.syncProgress.get(name);
  // What is older was noted by a run before.
  const isOfThis = noted !== undefined && noted.notedAt >= startedAt;
  return isOfThis
    ? { state: "running", done: noted.done, total: noted.total }
    : { state: "running", done: 0, total: undefined };
}
