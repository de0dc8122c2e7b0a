import type { Connector, SourceChange } from "../../connectors/connector.ts";
import type { SourceRecord } from "../storage/storage.ts";
import type { ChangeApplier } from "./apply-changes.ts";
import { guardChanges } from "./guard-changes.ts";
import { describeHeldRemovals, needsConfirmation } from "./removal-brake.ts";
import type { SyncDeps } from "./sync-deps.ts";

const PROGRESS_NOTE_MS = 15_000;

export interface SyncProgress {
  phase: "reading" | "embedding";
  done: number;
  /** How many there were at the last run, or texts that wait for a vector. */
  total: number | undefined;
}

export interface SyncOptions {
  /** Reads every document again, also those whose fingerprint is known. */
  full?: boolean;
  /** Lets a run remove more than the brake allows. */
  confirmRemovals?: boolean;
  signal: AbortSignal;
  onProgress?: (progress: SyncProgress) => void;
}

/** One run over one source, under its lease. */
export interface SyncRun {
  source: SourceRecord;
  connector: Connector;
  deps: SyncDeps;
  options: SyncOptions;
  /** Aborts when the caller does, or when the lease is lost. */
  signal: AbortSignal;
  lost: AbortSignal;
  applier: ChangeApplier;
}

/**
 * Reads a source's changes into the applier. Returns one sentence when the run stopped early or
 * held removals back; then nothing is removed that was only not named.
 */
export async function readChanges(run: SyncRun): Promise<string | undefined> {
  const { source, connector, deps, options, signal, applier } = run;
  const before = new Set(applier.known.keys());
  const named = new Set<string>();
  let held = 0;
  const cursor = options.full ? undefined : source.cursor;
  const { failures } = applier;
  const knownFingerprint = (documentId: string) =>
    options.full
      ? undefined
      : (failures.pausedFingerprint(documentId) ?? applier.known.get(documentId)?.fingerprint);
  const knownDocumentIds = () => [...before, ...failures.ids()];
  const hints = await deps.storage.hints.list(source.name);
  const recheck = [...new Set([...failures.due(), ...hints.map((hint) => hint.documentId)])];
  /** Reported as gone since the last checkpoint; how many they are decides whether they go. */
  const gone = new Set<string>();
  const settleRemovals = async () => {
    if (brakes(run, before.size, gone.size)) held += gone.size;
    else for (const documentId of gone) await applier.remove(documentId);
    // What is kept may have been taken from those who could read it: until it is clear, it is nobody's.
    for (const documentId of gone) {
      const kept = applier.known.get(documentId);
      if (kept !== undefined) await applier.setReaders(kept, []);
    }
    gone.clear();
  };
  const noteProgress = createProgressNote(run);
  try {
    const request = { cursor, knownFingerprint, knownDocumentIds, recheck, signal };
    for await (const change of guardChanges(source.name, connector.changes(request))) {
      if (signal.aborted) break;
      await noteProgress();
      if (change.type === "checkpoint") {
        await settleRemovals();
        await applier.flush();
        // Past a removal that is held the source would never name it again.
        if (held === 0 && !signal.aborted) {
          await deps.storage.sources.update(source.name, { cursor: change.cursor });
        }
      } else if (change.type === "document-removed") {
        if (before.has(change.documentId)) gone.add(change.documentId);
        else await applier.remove(change.documentId);
      } else {
        gone.delete(
          change.type === "document-changed" ? change.document.documentId : change.documentId,
        );
        await applyDocument(run, change, named);
        options.onProgress?.({
          phase: "reading",
          done: applier.counts.seen,
          total: before.size || undefined,
        });
      }
    }
  } catch (error) {
    if (!run.lost.aborted) await applier.flush();
    if (!signal.aborted) throw error;
  }
  if (run.lost.aborted) {
    return `The sync of ${source.name} stopped because another process took it over.`;
  }
  await applier.flush();
  if (signal.aborted) {
    return `The sync of ${source.name} was stopped before its end: run it again to go on.`;
  }
  await settleRemovals();
  held += await removeMissing(run, before, named);
  await applier.flush();
  if (held === 0)
    await deps.storage.hints.clear(source.name, Math.max(0, ...hints.map((hint) => hint.hintedAt)));
  return held > 0 ? describeHeldRemovals(source.name, held, before.size) : undefined;
}

/** Writes down now and then that the run goes on, so that one that is stuck can be told. */
function createProgressNote({ source, deps }: SyncRun): () => Promise<void> {
  let notedAt = deps.now();
  return async () => {
    const time = deps.now();
    if (time - notedAt < PROGRESS_NOTE_MS) return;
    notedAt = time;
    await deps.storage.sources.update(source.name, { lastSyncProgressAt: time });
  };
}

function brakes({ options, applier }: SyncRun, documents: number, more: number): boolean {
  const removals = applier.counts.removed + more;
  return options.confirmRemovals !== true && needsConfirmation(removals, documents);
}

type DocumentChange = Exclude<SourceChange, { type: "checkpoint" | "document-removed" }>;

async function applyDocument(
  run: SyncRun,
  change: DocumentChange,
  named: Set<string>,
): Promise<void> {
  const { applier, connector, options } = run;
  const { counts } = applier;
  const documentId =
    change.type === "document-changed" ? change.document.documentId : change.documentId;
  const again = named.has(documentId) && connector.listing === "full";
  named.add(documentId);
  counts.seen += 1;
  if (change.type === "document-failed") {
    const kept = applier.known.get(documentId);
    if (kept !== undefined && change.readers !== undefined) {
      await applier.setReaders(kept, change.readers.readableBy);
    }
    return applier.fail(documentId, change.reason, change.fingerprint);
  }
  if (again) {
    return applier.fail(documentId, "The source has two documents with this id; one was kept.");
  }
  const record = applier.known.get(documentId);
  if (change.type === "document-unchanged") {
    if (applier.failures.pausedFingerprint(documentId) !== undefined) {
      // The same as when it could not be read, and not tried again yet.
      counts.failed += 1;
      return record && applier.setReaders(record, change.readableBy);
    }
    if (record === undefined) {
      return applier.fail(documentId, "The source calls it unchanged, but it was never indexed.");
    }
    counts.unchanged += 1;
    applier.failures.forget(documentId);
    return applier.setReaders(record, change.readableBy);
  }
  const { document } = change;
  const same = record?.fingerprint === document.fingerprint;
  if (same && !options.full) {
    counts.unchanged += 1;
    applier.failures.forget(documentId);
    return applier.setReaders(record, document.readableBy);
  }
  if (await applier.replace(document)) counts[same ? "unchanged" : "changed"] += 1;
}

/** Removes what a run that names everything did not name; returns how many removals were held. */
async function removeMissing(
  run: SyncRun,
  before: Set<string>,
  named: Set<string>,
): Promise<number> {
  const { applier, connector, signal } = run;
  // An incremental run has said itself what is gone, and has asked the source for each.
  if (connector.listing === "incremental" || signal.aborted) return 0;
  for (const documentId of [...applier.failures.ids()]) {
    if (!named.has(documentId)) applier.failures.forget(documentId);
  }
  const missing = [...before].filter((id) => applier.known.has(id) && !named.has(id));
  if (brakes(run, before.size, missing.length)) return missing.length;
  for (const documentId of missing) await applier.remove(documentId);
  return 0;
}
