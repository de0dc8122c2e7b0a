import { setImmediate } from "node:timers/promises";
import type { SourceDocument, Standing } from "../../../connectors/connector.ts";
import { normalizePrincipals } from "../../access/principals.ts";
import type { DocumentRecord, SourceRecord, SyncCounts } from "../../storage/storage.ts";
import type { IndexedDocument } from "../../vector-index/vector-index.ts";
import { splitIntoPassages } from "../split-into-passages.ts";
import type { SyncDeps } from "../sync-deps.ts";
import { createLagMeter } from "./measure-lag.ts";
import { trackFailures } from "./track-failures.ts";
import { trackSuspicions } from "./track-suspicions.ts";

/** A batch is one transaction, during which nobody else writes: keep it short. */
const BATCH = { documents: 25, characters: 200_000 } as const;

export type ChangeApplier = Awaited<ReturnType<typeof createChangeApplier>>;

/**
 * Collects one run's changes and stores them in short batches. The index comes first and the
 * record after it, so that a crash between the two only does the same document again.
 */
export async function createChangeApplier(source: SourceRecord, deps: SyncDeps) {
  const { storage, index, now } = deps;
  const records = await storage.documents.list(source.name);
  const known = new Map(records.map((record) => [record.documentId, record]));
  const failures = await trackFailures(source.name, deps);
  const suspicions = await trackSuspicions(source.name, deps);
  const lag = createLagMeter(source.inStepAt);
  const accessIds = new Map<string, number>();
  const counts: SyncCounts = { seen: 0, changed: 0, unchanged: 0, removed: 0, failed: 0 };

  const replaced = new Map<string, IndexedDocument>();
  /** Documents that may stand elsewhere or be other people's, with their path where it was told. */
  const moved = new Map<string, string | undefined>();
  /** Of these the record is another, too. */
  const reassigned = new Set<string>();
  const removed = new Set<string>();
  let characters = 0;

  async function accessOf(readableBy: string[] | undefined): Promise<number> {
    const principals = normalizePrincipals(readableBy ?? source.audience ?? []);
    const key = principals.join("\n");
    const accessId = accessIds.get(key) ?? (await storage.accessLists.idOf(principals));
    accessIds.set(key, accessId);
    return accessId;
  }

  async function flushWhenFull(): Promise<void> {
    const size = replaced.size + moved.size + removed.size + failures.waiting();
    if (size >= BATCH.documents || characters >= BATCH.characters) await flush();
  }

  async function flush(): Promise<void> {
    if (removed.size > 0) {
      await index.removeDocuments(source.name, [...removed]);
      await storage.documents.remove(source.name, [...removed]);
    }
    if (replaced.size > 0) await index.replaceDocuments([...replaced.values()]);
    const movedRecords = recordsOf(moved.keys());
    for (const [accessId, group] of Map.groupBy(movedRecords, (record) => record.accessId)) {
      await index.setAccess(source.name, idsOf(group), accessId, moved);
    }
    const written = recordsOf(new Set([...replaced.keys(), ...reassigned]));
    if (written.length > 0) await storage.documents.save(written);
    await failures.flush();
    await suspicions.flush();
    for (const waiting of [replaced, moved, reassigned, removed]) waiting.clear();
    characters = 0;
    // Splitting and SQLite hold the thread; whoever else is served from it gets a turn here.
    await setImmediate();
  }

  function recordsOf(documentIds: Iterable<string>): DocumentRecord[] {
    return [...documentIds].flatMap((documentId) => known.get(documentId) ?? []);
  }

  async function fail(documentId: string, reason: string, fingerprint?: string): Promise<void> {
    counts.failed += 1;
    failures.fail(documentId, reason, fingerprint);
    await flushWhenFull();
  }

  async function setStanding(record: DocumentRecord, standing: Standing): Promise<void> {
    const { documentId } = record;
    const accessId = await accessOf(standing.readableBy);
    const inheritsAudience = standing.readableBy === undefined;
    const path = standing.path === undefined ? undefined : withoutControls(standing.path);
    const isReassigned =
      record.accessId !== accessId || record.inheritsAudience !== inheritsAudience;
    if (!isReassigned && path === undefined) return;
    if (path !== undefined) suspicions.moved({ documentId, title: record.title, path });
    const waiting = replaced.get(documentId);
    if (waiting !== undefined) Object.assign(waiting, { accessId }, path && { path });
    else moved.set(documentId, path ?? moved.get(documentId));
    if (isReassigned) {
      known.set(documentId, { ...record, accessId, inheritsAudience });
      reassigned.add(documentId);
    }
    await flushWhenFull();
  }

  return {
    counts,
    /** What is stored once everything so far is flushed. */
    known,
    failures,
    lag,
    flush,

    /** Indexes a document; false when it cannot be split, and its old version, if any, stays. */
    async replace(document: SourceDocument): Promise<boolean> {
      const { documentId, kind, markdown, fingerprint, readableBy } = document;
      const title = withoutControls(document.title);
      const path = withoutControls(document.path);
      const accessId = await accessOf(readableBy);
      const { passages, error } = trySplit(title, markdown);
      if (error !== undefined) {
        await fail(documentId, error, fingerprint);
        return false;
      }
      removed.delete(documentId);
      moved.delete(documentId);
      reassigned.delete(documentId);
      replaced.set(documentId, {
        source: source.name,
        documentId,
        accessId,
        title,
        url: document.url,
        path,
        updatedAt: document.updatedAt,
        passages,
      });
      known.set(documentId, {
        source: source.name,
        documentId,
        kind,
        title,
        fingerprint,
        accessId,
        inheritsAudience: readableBy === undefined,
        passages: passages.length,
        syncedAt: now(),
      });
      suspicions.read({ documentId, title, path, markdown });
      characters += markdown.length;
      failures.forget(documentId);
      lag.add(document.updatedAt, now());
      await flushWhenFull();
      return true;
    },

    /** Brings a document's readers and path up to date; its text stays, whatever is wrong with it. */
    setStanding,

    /** What is indexed is what the source has; its readers and path may be others. */
    async keep(record: DocumentRecord, standing: Standing): Promise<void> {
      counts.unchanged += 1;
      failures.forget(record.documentId);
      await setStanding(record, standing);
    },

    fail,

    async remove(documentId: string): Promise<void> {
      failures.forget(documentId);
      suspicions.forget(documentId);
      if (!known.delete(documentId)) return;
      counts.removed += 1;
      replaced.delete(documentId);
      moved.delete(documentId);
      reassigned.delete(documentId);
      removed.add(documentId);
      await flushWhenFull();
    },
  };
}

/** Names come from anybody, and are shown on terminals too. */
function withoutControls(name: string): string {
  return name.replaceAll(/\p{Cc}+/gu, " ").trim();
}

function trySplit(title: string, markdown: string) {
  try {
    return { passages: splitIntoPassages(title, markdown), error: undefined };
  } catch (error) {
    return { passages: [], error: `Its text could not be cut into passages: ${String(error)}` };
  }
}

function idsOf(records: DocumentRecord[]): string[] {
  return records.map((record) => record.documentId);
}
