import type { SourceRecord, SyncCounts } from "../storage/storage.ts";
import { nextSyncAt } from "../sync/run-schedule.ts";
import { requireSource, type SourcesDeps } from "./sources-deps.ts";

/** How a source is doing. Times are ISO 8601. */
export interface SourceSummary {
  name: string;
  kind: string;
  health: "ok" | "failing" | "paused" | "never-synced";
  documents: number;
  passages: number;
  /** Texts that lack a vector of the configured embedder. */
  waitingVectors: number;
  /** The embedder whose vectors serve until the configured one has all of its own. */
  servedBy: string | undefined;
  /** No principals means nobody. */
  audience: string[];
  schedule: string | undefined;
  lastSyncAt: string | undefined;
  nextSyncAt: string | undefined;
  lastSyncCounts: SyncCounts | undefined;
  /** One sentence when the last sync failed as a whole. */
  error: string | undefined;
}

export interface SourceStatus extends SourceSummary {
  settings: Record<string, string>;
  /** Documents that could not be read, and why. */
  failures: { documentId: string; reason: string; failedAt: string }[];
}

export async function listSources(deps: SourcesDeps): Promise<SourceSummary[]> {
  const sources = await deps.storage.sources.list();
  return Promise.all(sources.map((source) => summarize(source, deps)));
}

/** @throws AdminError when there is no such source. */
export async function sourceStatus(name: string, deps: SourcesDeps): Promise<SourceStatus> {
  const source = await requireSource(name, deps);
  const failures = await deps.storage.failures.list(name);
  return {
    ...(await summarize(source, deps)),
    settings: source.settings,
    failures: failures.map(({ documentId, reason, failedAt }) => ({
      documentId,
      reason,
      failedAt: new Date(failedAt).toISOString(),
    })),
  };
}

async function summarize(source: SourceRecord, deps: SourcesDeps): Promise<SourceSummary> {
  const { storage, index, embedder } = deps;
  const { documents, passages } = await storage.documents.count(source.name);
  const serving = await deps.servingEmbedder();
  return {
    name: source.name,
    kind: source.kind,
    health: healthOf(source),
    documents,
    passages,
    waitingVectors: embedder ? await index.countTextsToEmbed(embedder.id, source.name) : 0,
    servedBy: serving?.id === embedder?.id ? undefined : serving?.id,
    audience: source.audience ?? [],
    schedule: source.schedule,
    lastSyncAt: toIso(source.lastSyncFinishedAt),
    nextSyncAt: toIso(nextSyncAt(source)),
    lastSyncCounts: source.lastSyncCounts,
    error: source.lastSyncError,
  };
}

function healthOf(source: SourceRecord): SourceSummary["health"] {
  if (source.paused) return "paused";
  if (source.lastSyncError !== undefined) return "failing";
  return source.lastSyncFinishedAt === undefined ? "never-synced" : "ok";
}

function toIso(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}
