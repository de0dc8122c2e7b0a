import { setTimeout as sleep } from "node:timers/promises";
import type { App } from "../../app.ts";
import { type JobWork, runJobs } from "../../conversation/run-jobs.ts";
import type { Job } from "../../queue/queue.ts";
import { AdminError } from "../../sources/sources-deps.ts";
import { type RequestedSync, SYNC_JOB } from "../../sources/syncing/request-sync.ts";
import { syncNamedSource } from "../../sources/syncing/sync-named-source.ts";
import { createProgressNote } from "../../sources/syncing/sync-progress.ts";
import { holdLease, syncLease } from "../../sync/hold-lease.ts";

const SLOTS = 4;
const LEASE_MS = 30_000;
const ASK_AGAIN_MS = 1_000;

/** Does the syncs that were asked for in a chat, until `signal` aborts; a cut-off one goes on later. */
export async function runRequestedSyncs(app: App, signal: AbortSignal): Promise<void> {
  await runJobs(requestedSyncWork(app), app, signal);
}

/** What is done with a sync that somebody asked for. */
export function requestedSyncWork(app: App): JobWork {
  return {
    kind: SYNC_JOB,
    name: "A requested sync",
    slots: SLOTS,
    leaseMs: LEASE_MS,
    describe: (job: Job) => ({ source: (job.payload as RequestedSync).source }),
    handle: (job: Job, held: AbortSignal) => syncRequested(job.payload as RequestedSync, app, held),
    died: (job: Job, traceId: string) => noteEnd(job.payload as RequestedSync, traceId, app),
  };
}

async function syncRequested(
  { source, full, confirmRemovals }: RequestedSync,
  app: App,
  signal: AbortSignal,
): Promise<void> {
  await untilFree(source, app, signal);
  const onProgress = createProgressNote(source, app.administering);
  const options = { full, confirmRemovals, wait: false, signal, onProgress };
  try {
    await syncNamedSource(source, options, app.administering);
  } catch (error) {
    if (!(error instanceof AdminError)) throw error;
    // It stands in the source's record, or the source is gone: asking again would not help.
    app.logger.warn({ error, source }, "A requested sync could not be done");
  }
  if (signal.aborted) throw new Error(`The sync of ${source} was cut off.`);
}

/** A run that goes on was not asked for all that this one is. */
async function untilFree(source: string, app: App, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    // Taking it is the only way to tell a holder that was killed from one that works.
    const lease = await holdLease(syncLease(source), app);
    if (lease !== undefined) return lease.release();
    await sleep(ASK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Whoever waits for its end learns that there will be none. */
async function noteEnd({ source }: RequestedSync, traceId: string, app: App): Promise<void> {
  const lastSyncError = `The sync failed again and again; the log has it as ${traceId}.`;
  await app.storage.sources.update(source, { lastSyncFinishedAt: app.now(), lastSyncError });
}
