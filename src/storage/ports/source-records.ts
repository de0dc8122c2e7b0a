import type { Suspicion } from "../../text/trust/find-suspicions.ts";

export interface SyncCounts {
  /** Files or items of readable kinds that the run looked at. */
  seen: number;
  changed: number;
  unchanged: number;
  removed: number;
  failed: number;
}

export interface SourceRecord {
  name: string;
  kind: string;
  /** As given with `--set`; validated by the connector's schema. Never holds a secret. */
  settings: Record<string, string>;
  /** Who may read documents that say nothing themselves; undefined means nobody. */
  audience: string[] | undefined;
  /** Cron expression, UTC; undefined means only on demand. */
  schedule: string | undefined;
  paused: boolean;
  /** The handbook that ships with Footnote; goes when the first real source comes. */
  sample: boolean;
  cursor: string | undefined;
  createdAt: number;
  lastSyncStartedAt: number | undefined;
  lastSyncFinishedAt: number | undefined;
  lastSyncCounts: SyncCounts | undefined;
  /** One sentence when the last run failed as a whole. */
  lastSyncError: string | undefined;
  /** When the run that goes on, or the last one, brought something last. */
  lastSyncProgressAt: number | undefined;
  /** All that happened at the source before then is in the index: the start of the last good run. */
  inStepAt: number | undefined;
  /** Undefined until a run after the first found something changed. */
  lag: SyncLag | undefined;
  /** Documents whose removal waits for an admin's word. */
  heldRemovals: number;
}

/** How long changes took from the source into the index, in the last run that brought some. */
export interface SyncLag {
  documents: number;
  p50Ms: number;
  p95Ms: number;
  maxMs: number;
}

export interface DocumentRecord {
  source: string;
  documentId: string;
  kind: string;
  title: string;
  fingerprint: string;
  accessId: number;
  /** True when the source's audience holds because the document says nothing itself. */
  inheritsAudience: boolean;
  passages: number;
  syncedAt: number;
}

export interface FailureRecord {
  source: string;
  documentId: string;
  reason: string;
  failedAt: number;
  /** What it was when it failed; undefined where the source cannot tell without reading. */
  fingerprint: string | undefined;
  /** How often it was tried as it is. */
  attempts: number;
  /** It is left alone until then, as long as it is the same. */
  retryAt: number;
}

export interface WebhookRecord {
  /** What the source signs with, encrypted. */
  sealed: string | undefined;
  /** A first call that says what it will sign with is taken until then, and no longer. */
  openUntil: number | undefined;
}

/** A document in which something looks as if it was aimed at whoever answers. */
export interface SuspicionRecord {
  source: string;
  documentId: string;
  title: string;
  path: string;
  /** The first of them, at least one. */
  findings: Suspicion[];
  foundAt: number;
}

export interface SuspicionStorage {
  /** By document; of all sources where none is named. */
  list(source?: string): Promise<SuspicionRecord[]>;
  count(source: string): Promise<number>;
  /** Takes the place of what was kept of the same documents. */
  save(records: SuspicionRecord[]): Promise<void>;
  clear(source: string, documentIds: string[]): Promise<void>;
}
