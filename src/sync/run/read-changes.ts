import { applyDocument } from "./apply-document.ts";
import { collectRemovals } from "./collect-removals.ts";
import { documentIdOf, guardChanges } from "./guard-changes.ts";
import type { SyncRun } from "./sync-run.ts";

const PROGRESS_NOTE_MS = 15_000;

/**
 * Reads a source's changes into the applier. Returns one sentence when the run stopped early or
 * held removals back; then nothing is removed that was only not named.
 */
export async function readChanges(run: SyncRun): Promise<string | undefined> {
  const { source, connector, deps, options, signal, applier } = run;
  const { hints, sources } = deps.storage;
  const { failures } = applier;
  const before = new Set(applier.known.keys());
  const named = new Set<string>();
  const removals = collectRemovals(run, before);
  const hinted = await hints.list(source.name);
  const request = {
    cursor: options.full ? undefined : source.cursor,
    knownFingerprint: (documentId: string) =>
      options.full
        ? undefined
        : (failures.pausedFingerprint(documentId) ?? applier.known.get(documentId)?.fingerprint),
    knownDocumentIds: () => [...before, ...failures.ids()],
    recheck: [...new Set([...failures.due(), ...hinted.map((hint) => hint.documentId)])],
    // Of what was held nothing may tell again: it is nobody's until the source shows it.
    everything: source.heldRemovals > 0,
    signal,
  };
  const noteProgress = createProgressNote(run);
  try {
    for await (const change of guardChanges(source.name, connector.changes(request))) {
      if (signal.aborted) break;
      await noteProgress();
      if (change.type === "checkpoint") {
        await removals.settle();
        await applier.flush();
        // Past a removal that is held the source would never name it again.
        if (removals.held() === 0 && !signal.aborted) {
          await sources.update(source.name, { cursor: change.cursor });
        }
      } else if (change.type === "document-removed") {
        await removals.report(change.documentId, change.isDeleted);
      } else {
        removals.takeBack(documentIdOf(change));
        await applyDocument(run, change, named);
        const total = before.size || undefined;
        options.onProgress?.({ phase: "reading", done: applier.counts.seen, total });
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
  await removals.settle();
  // An incremental run has said itself what is gone, and has asked the source for each.
  if (connector.listing === "full") await removals.settleMissing(named);
  await applier.flush();
  await removals.noteEnd();
  const lookedAt = hinted.reduce((last, { hintedAt }) => Math.max(last, hintedAt), 0);
  if (removals.held() === 0) await hints.clear(source.name, lookedAt);
  // The next run looks for what is held; to ask for that one at once would change nothing.
  else await hints.putOff(source.name, lookedAt);
  return removals.describeHeld();
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
