import { ConnectorError, type SourceChange } from "../../connector.ts";
import { UnreadableDocumentError } from "../../shared/unreadable-document-error.ts";
import { isAway, isMissing } from "../api/confluence-error.ts";
import { isGone } from "./is-gone.ts";
import type { Run } from "./run.ts";

type Attempt = Pick<Extract<SourceChange, { type: "document-failed" }>, "fingerprint" | "readers">;

/** So many documents in a row that Confluence was away for: then it is away as a whole. */
const FAILURES_IN_A_ROW = 4;

/** A failure of one document is a value, none for what went meanwhile; Confluence being away ends the run. */
export async function failed(
  run: Run,
  documentId: string,
  error: unknown,
  attempt: Attempt = {},
): Promise<SourceChange | undefined> {
  run.request.signal.throwIfAborted();
  if (error instanceof UnreadableDocumentError) {
    return { type: "document-failed", documentId, reason: error.message, ...attempt };
  }
  if (!(error instanceof ConnectorError)) throw error;
  if (isMissing(error) && (await isGone(run, documentId))) {
    return run.knownIds.has(documentId) ? { type: "document-removed", documentId } : undefined;
  }
  if (isAway(error)) {
    if (error.code !== "unavailable") throw error;
    run.failuresInARow += 1;
    if (run.failuresInARow >= FAILURES_IN_A_ROW) throw error;
  }
  return { type: "document-failed", documentId, reason: error.message, ...attempt };
}
