import type { Attributes, BatchObservableResult, Meter } from "@opentelemetry/api";
import type { App } from "../../app.ts";
import { nextSyncAt } from "../../sync/run-schedule.ts";

/** Counting passages takes a while in a large index, and they change slowly. */
const PASSAGES_HOLD_MS = 30_000;
const WHOLE = "Of the whole installation: each process tells the same, so take max(), never sum().";

export type Observed = Pick<App, "queue" | "storage" | "index" | "embedder" | "now"> & {
  telemetry: { meter: Meter };
};

/**
 * What is kept rather than counted, read from storage each time it is asked for: right however many
 * processes there are, and after a restart.
 */
export function observeInstallation(deps: Observed): void {
  observeQueued(deps);
  observeSources(deps);
  observePassages(deps);
}

/** Read for one collection, all of them in one look. */
export function gauges<Name extends string>(
  meter: Meter,
  described: Record<Name, string>,
  look: (
    set: (name: Name, value: number | undefined, labels?: Attributes) => void,
  ) => Promise<void>,
): void {
  const made = Object.entries<string>(described).map(
    ([name, description]) =>
      [
        name,
        meter.createObservableGauge(name, { description: `${description} ${WHOLE}` }),
      ] as const,
  );
  const byName = new Map(made);
  meter.addBatchObservableCallback(
    async (result: BatchObservableResult) =>
      look((name, value, labels) => {
        const gauge = byName.get(name);
        if (gauge !== undefined && value !== undefined) result.observe(gauge, value, labels);
      }),
    made.map(([, gauge]) => gauge),
  );
}

function observeQueued({ queue, telemetry, now }: Observed): void {
  const described = {
    footnote_queue_jobs:
      "Jobs in the queue: waiting, running, or dead (given up, kept to be looked at).",
    footnote_queue_oldest_job_age_seconds: "How long the oldest job that is not done is queued.",
  };
  gauges(telemetry.meter, described, async (set) => {
    const { waiting, running, dead, oldestQueuedAt } = await queue.stats();
    for (const [state, jobs] of Object.entries({ waiting, running, dead })) {
      set("footnote_queue_jobs", jobs, { state });
    }
    const ageMs = oldestQueuedAt === undefined ? 0 : now() - oldestQueuedAt;
    set("footnote_queue_oldest_job_age_seconds", Math.max(0, ageMs) / 1_000);
  });
}

function observeSources({ storage, telemetry, now }: Observed): void {
  const described = {
    footnote_source_behind_seconds:
      "How far the index may be behind a source that is not paused: since its last good sync began, or since it was added.",
    footnote_source_overdue_seconds:
      "How long ago a source that has a schedule was due after its last good sync; 0 until then.",
    footnote_source_lag_seconds:
      "How long changes took from the source into the index, in its last sync that brought some, by quantile.",
    footnote_source_failing: "1 while a source's last sync failed as a whole.",
    footnote_source_failed_documents: "Documents that could not be read in a source's last sync.",
  };
  gauges(telemetry.meter, described, async (set) => {
    for (const source of await storage.sources.list()) {
      const labels = { source: source.name };
      const { paused, inStepAt, createdAt, lag, lastSyncError, lastSyncCounts } = source;
      if (!paused) {
        const behindMs = now() - (inStepAt ?? createdAt);
        set("footnote_source_behind_seconds", Math.max(0, behindMs) / 1_000, labels);
      }
      // Counted from a run that failed, it would never be overdue.
      const dueAt = nextSyncAt({ ...source, lastSyncStartedAt: inStepAt });
      const overdueMs = dueAt && Math.max(0, now() - dueAt);
      set("footnote_source_overdue_seconds", overdueMs && overdueMs / 1_000, labels);
      set("footnote_source_failing", lastSyncError === undefined ? 0 : 1, labels);
      set("footnote_source_failed_documents", lastSyncCounts?.failed, labels);
      if (lag === undefined) continue;
      for (const [quantile, ms] of Object.entries({ "0.5": lag.p50Ms, "0.95": lag.p95Ms })) {
        set("footnote_source_lag_seconds", ms / 1_000, { ...labels, quantile });
      }
    }
  });
}

function observePassages({ index, embedder, telemetry }: Observed): void {
  const described = {
    footnote_index_documents: "Documents in the index.",
    footnote_index_passages: "Passages in the index, which are searchable by keyword.",
    footnote_index_vectors: "Those of them that have a vector of the configured embedder.",
  };
  let counted: ReturnType<typeof index.stats> | undefined;
  let countedAt = Number.NEGATIVE_INFINITY;
  gauges(telemetry.meter, described, async (set) => {
    if (counted === undefined || performance.now() - countedAt > PASSAGES_HOLD_MS) {
      countedAt = performance.now();
      counted = index.stats(embedder?.id);
    }
    const { documents, passages, vectors } = await counted.catch((error: unknown) => {
      counted = undefined;
      throw error;
    });
    set("footnote_index_documents", documents);
    set("footnote_index_passages", passages);
    if (embedder !== undefined) set("footnote_index_vectors", vectors);
  });
}
