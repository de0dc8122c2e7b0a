import type { SourceChange } from "../../../connectors/connector.ts";
import { documentIdOf } from "./guard-changes.ts";
import type { SyncRun } from "./sync-run.ts";

type DocumentChange = Exclude<SourceChange, { type: "checkpoint" | "document-removed" }>;

/** Takes what a source says of one document that it has; `named` are those of the run so far. */
export async function applyDocument(
  { applier, connector, options }: SyncRun,
  change: DocumentChange,
  named: Set<string>,
): Promise<void> {
  const { counts, failures } = applier;
  const documentId = documentIdOf(change);
  const isSecond = named.has(documentId) && connector.listing === "full";
  named.add(documentId);
  counts.seen += 1;
  const record = applier.known.get(documentId);
  if (change.type === "document-failed") {
    if (record !== undefined && change.readers !== undefined) {
      await applier.setStanding(record, change.readers);
    }
    return applier.fail(documentId, change.reason, change.fingerprint);
  }
  if (isSecond) {
    return applier.fail(documentId, "The source has two documents with this id; one was kept.");
  }
  if (change.type === "document-unchanged") {
    if (failures.pausedFingerprint(documentId) !== undefined) {
      // The same as when it could not be read, and not tried again yet.
      counts.failed += 1;
      return record && applier.setStanding(record, change);
    }
    if (record === undefined) {
      return applier.fail(documentId, "The source calls it unchanged, but it was never indexed.");
    }
    return applier.keep(record, change);
  }
  const { document } = change;
  const isSame = record?.fingerprint === document.fingerprint;
  if (isSame && !options.full) return applier.keep(record, document);
  if (await applier.replace(document)) counts[isSame ? "unchanged" : "changed"] += 1;
}
