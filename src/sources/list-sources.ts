import { isUnknownGroup } from "../access/explain/explain-access.ts";
import type { SourceRecord, SyncCounts, SyncLag } from "../storage/storage.ts";
import { syncLease } from "../sync/hold-lease.ts";
import { nextSyncAt } from "../sync/run-schedule.ts";
import { requireSource, type SourcesDeps } from "./sources-deps.ts";

/** A sync that has brought nothing for so long is worth a look. */
const STUCK_AFTER_MS = 15 * 60_000;

/** How a source is doing. Times are ISO 8601. */
export interface SourceSummary {
  name: string;
  kind: string;
  health: "ok" | "failing" | "stuck" | "paused" | "never-synced";
  documents: number;
  passages: number;
  /** Texts that lack a vector of the configured embedder. */
  waitingVectors: number;
  /** The embedder whose vectors serve until the configured one has all of its own. */
  servedBy: string | undefined;
  /** Of the documents that say nothing of their readers; no principals means nobody. */
  audience: string[];
  /** Documents that have readers of their own, for which the audience does not count. */
  ownReaders: number;
  /** Documents that nobody may read; those whose removal waits for an admin are among them. */
  forNobody: number;
  /** Documents that are for some group of which nobody knows who is in it. */
  forUnknownGroups: number;
  /** Documents that look as if somebody wrote them for models; `sources suspicious` lists them. */
  suspicious: number;
  /** Who looks after it: an id of a chat, or `user:<e-mail>`; undefined where nobody does. */
  owner: string | undefined;
  schedule: string | undefined;
  lastSyncAt: string | undefined;
  nextSyncAt: string | undefined;
  lastSyncCounts: SyncCounts | undefined;
  /** One sentence when the last sync failed as a whole. */
  error: string | undefined;
  /** A sync that goes on, gives nothing any more, or ended with its process; undefined: none. */
  run:
    | { state: "running" | "stuck" | "interrupted"; startedAt: string; progressAt: string }
    | undefined;
  /** How far the index is behind the source; undefined until a sync came to its end. */
  freshness: { inStepAt: string; behindMs: number; lag: SyncLag | undefined } | undefined;
}

export interface SourceStatus extends SourceSummary {
  settings: Record<string, string>;
  /** Documents that could not be read, and why. */
  failures: {
    documentId: string;
    reason: string;
    failedAt: string;
    attempts: number;
    /** Left alone until then, unless it changes. */
    retryAt: string;
  }[];
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
    failures: failures.map(({ documentId, reason, failedAt, attempts, retryAt }) => ({
      documentId,
      reason,
      failedAt: new Date(failedAt).toISOString(),
      attempts,
      retryAt: new Date(retryAt).toISOString(),
    })),
  };
}

async function summarize(source: SourceRecord, deps: SourcesDeps): Promise<SourceSummary> {
  const { storage, index, embedder } = deps;
  const { documents, passages, inheriting, forNobody } = await storage.documents.count(source.name);
  const serving = await deps.servingEmbedder();
  const run = await describeRun(source, deps);
  return {
    name: source.name,
    kind: source.kind,
    health: run?.state === "stuck" ? "stuck" : healthOf(source),
    documents,
    passages,
    waitingVectors: embedder ? await index.countTextsToEmbed(embedder.id, source.name) : 0,
    servedBy: serving?.id === embedder?.id ? undefined : serving?.id,
    audience: source.audience ?? [],
    ownReaders: documents - inheriting,
    forNobody,
    forUnknownGroups: await countForUnknownGroups(source.name, deps),
    suspicious: await storage.suspicions.count(source.name),
    owner: (await storage.administration.owners.get(source.name))?.person,
    schedule: source.schedule,
    lastSyncAt: toIso(source.lastSyncFinishedAt),
    nextSyncAt: toIso(nextSyncAt(source)),
    lastSyncCounts: source.lastSyncCounts,
    error: source.lastSyncError,
    run,
    freshness: describeFreshness(source, deps.now()),
  };
}

async function countForUnknownGroups(
  name: string,
  { storage, membership }: SourcesDeps,
): Promise<number> {
  const counts = await storage.documents.countByAccess(name);
  const known = await membership();
  const lists = await storage.accessLists.list();
  const unknown = new Set(
    lists
      .filter(({ principals }) => principals.some((one) => isUnknownGroup(one, known)))
      .map(({ id }) => id),
  );
  return counts.reduce((sum, one) => sum + (unknown.has(one.accessId) ? one.documents : 0), 0);
}

/** A run is over when it has written down its end; one whose lease is gone went with its process. */
async function describeRun(
  { name, lastSyncStartedAt, lastSyncFinishedAt = 0, lastSyncProgressAt }: SourceRecord,
  { storage, now }: SourcesDeps,
): Promise<SourceSummary["run"]> {
  if (lastSyncStartedAt === undefined || lastSyncStartedAt <= lastSyncFinishedAt) return undefined;
  const progressAt = lastSyncProgressAt ?? lastSyncStartedAt;
  const isHeld = (await storage.leases.holder(syncLease(name), now())) !== undefined;
  const isStuck = isHeld && now() - progressAt > STUCK_AFTER_MS;
  return {
    state: isStuck ? "stuck" : isHeld ? "running" : "interrupted",
    startedAt: new Date(lastSyncStartedAt).toISOString(),
    progressAt: new Date(progressAt).toISOString(),
  };
}

function describeFreshness(
  { inStepAt, lag }: SourceRecord,
  now: number,
): SourceSummary["freshness"] {
  if (inStepAt === undefined) return undefined;
  return { inStepAt: new Date(inStepAt).toISOString(), behindMs: Math.max(0, now - inStepAt), lag };
}

function healthOf(source: SourceRecord): SourceSummary["health"] {
  if (source.paused) return "paused";
  if (source.lastSyncError !== undefined) return "failing";
  return source.lastSyncFinishedAt === undefined ? "never-synced" : "ok";
}

function toIso(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}
