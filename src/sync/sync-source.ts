import { type Connector, ConnectorError } from "../../connectors/connector.ts";
import { expireStale } from "../feedback/verified/expire-stale.ts";
import type { SourceRecord, SyncCounts } from "../storage/storage.ts";
import { collectGarbageWhenIdle } from "./collect-garbage.ts";
import { embedPassages } from "./embed-passages.ts";
import { holdLease, syncLease } from "./hold-lease.ts";
import { createChangeApplier } from "./run/apply-changes.ts";
import { observeSync } from "./run/observe-sync.ts";
import { readChanges } from "./run/read-changes.ts";
import type { SyncOptions, SyncRun } from "./run/sync-run.ts";
import type { SyncDeps } from "./sync-deps.ts";

export type { SyncOptions, SyncProgress } from "./run/sync-run.ts";

export interface SyncReport extends SyncCounts {
  source: string;
  /** The source's total afterwards. */
  passages: number;
  /** Passages that got a vector in this call. */
  embedded: number;
  tookMs: number;
  /** One sentence when the run did not do all it was asked to. */
  error?: string;
}

const NOTHING: SyncCounts = { seen: 0, changed: 0, unchanged: 0, removed: 0, failed: 0 };

/**
 * Brings one source into the index: text first, so that it is searchable at once, then the vectors
 * if there is an embedder. What goes wrong with the source is a sentence in the report and in the
 * source's record; nothing is removed then.
 */
export async function syncSource(
  source: SourceRecord,
  connector: Connector,
  deps: SyncDeps,
  options: SyncOptions,
): Promise<SyncReport> {
  const sync = () => syncAndEmbed(source, connector, deps, options);
  return observeSync(source.name, deps.instruments, sync);
}

async function syncAndEmbed(
  source: SourceRecord,
  connector: Connector,
  deps: SyncDeps,
  options: SyncOptions,
): Promise<SyncReport> {
  const startedAt = deps.now();
  const text = await syncText(source.name, connector, deps, options);
  const { counts } = text;
  let error = text.error;
  let embedded = 0;
  if (counts.changed + counts.removed > 0) await collectGarbageWhenIdle(deps);
  if (deps.embedder !== undefined && !options.signal.aborted) {
    const result = await embedPassages(
      { ...deps, embedder: deps.embedder },
      {
        source: source.name,
        wait: true,
        signal: options.signal,
        onProgress: (done, total) => options.onProgress?.({ phase: "embedding", done, total }),
      },
    );
    embedded = result.embedded;
    error ??= result.error;
  }
  const { passages } = await deps.storage.documents.count(source.name);
  const tookMs = deps.now() - startedAt;
  deps.logger.info({ source: source.name, ...counts, passages, embedded, tookMs }, "source synced");
  const report = { source: source.name, ...counts, passages, embedded, tookMs };
  return error === undefined ? report : { ...report, error };
}

async function syncText(
  name: string,
  connector: Connector,
  deps: SyncDeps,
  options: SyncOptions,
): Promise<{ counts: SyncCounts; error: string | undefined }> {
  const lease = await holdLease(syncLease(name), deps);
  if (lease === undefined) {
    return {
      counts: NOTHING,
      error: `${name} is being synced by another process: wait until that has finished.`,
    };
  }
  try {
    // Read again under the lease: another process may have changed or removed it since.
    const source = await deps.storage.sources.get(name);
    if (source === undefined) return { counts: NOTHING, error: `There is no source ${name}.` };
    const startedAt = deps.now();
    await deps.storage.sources.update(name, {
      lastSyncStartedAt: startedAt,
      lastSyncProgressAt: startedAt,
    });
    const signal = AbortSignal.any([options.signal, lease.lost]);
    const applier = await createChangeApplier(source, deps);
    const run: SyncRun = { source, connector, deps, options, signal, lost: lease.lost, applier };
    const error = await record(run, startedAt, () => readChanges(run));
    await expireStale(deps, name);
    return { counts: applier.counts, error };
  } finally {
    await lease.release();
  }
}

/** Writes down how a run ended; what is not the source's fault goes on to the caller. */
async function record(run: SyncRun, startedAt: number, work: () => Promise<string | undefined>) {
  const { sources } = run.deps.storage;
  let error: string | undefined;
  try {
    error = await work();
  } catch (cause) {
    error = cause instanceof Error ? cause.message : String(cause);
    if (!(cause instanceof ConnectorError)) {
      // The disk may be full: what stopped the run matters more than that it could not be kept.
      await sources.update(run.source.name, { lastSyncError: error }).catch(() => undefined);
      throw cause;
    }
  }
  // Another process has it now, and writes down its own.
  if (run.lost.aborted) return error;
  const lag = run.applier.lag.result();
  await sources.update(run.source.name, {
    lastSyncFinishedAt: run.deps.now(),
    lastSyncCounts: run.applier.counts,
    lastSyncError: error,
    ...(error === undefined ? { inStepAt: startedAt } : {}),
    ...(lag === undefined ? {} : { lag }),
  });
  return error;
}
