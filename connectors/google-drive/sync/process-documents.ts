import { ConnectorError, type SourceChange } from "../../connector.ts";
import { UnreadableDocumentError } from "../../shared/unreadable-document-error.ts";
import { readDocument } from "../documents/read-document.ts";
import type { DriveItem } from "../tree/drive-item.ts";
import { type Description, describeDocument, standingOf } from "./describe-document.ts";
import { readAhead } from "./read-ahead.ts";
import { fetchItem, type Run } from "./run.ts";

interface Outcome {
  change: SourceChange | undefined;
  /** Drive was away for it. */
  setback?: ConnectorError;
}

/** Requests take long and cost the machine nothing. */
const AT_ONCE = 4;
/** So many documents in a row that Drive was away for: then it may be away as a whole. */
const SETBACKS_IN_A_ROW = 4;
const UNKNOWN_READERS =
  "cannot be given to anyone, because the account may not see who it is shared with: share it with the account as an editor, use domain-wide delegation, or set `unknownReaders=audience`";

/** Hands over what was noted, in the order it was. */
export async function* processDocuments(run: Run): AsyncGenerator<SourceChange> {
  let setbacks = 0;
  const outcomes = readAhead(takeAll(run.waiting), AT_ONCE, (item) => processOne(run, item));
  for await (const { change, setback } of outcomes) {
    run.request.signal.throwIfAborted();
    setbacks = setback === undefined ? 0 : setbacks + 1;
    if (setback !== undefined && setbacks >= SETBACKS_IN_A_ROW) {
      if (setback.code === "rate-limited") throw setback;
      // Large sheets may well lie side by side, and Google fails at each. Is it there at all?
      await run.api.startPageToken(undefined);
      setbacks = 0;
    }
    if (change !== undefined) yield change;
  }
}

/** Each is let go as it is taken. */
function* takeAll(waiting: Map<string, DriveItem>): Generator<DriveItem> {
  for (const [id, item] of waiting) {
    waiting.delete(id);
    yield item;
  }
}

async function processOne(run: Run, item: DriveItem): Promise<Outcome> {
  run.request.signal.throwIfAborted();
  const description = describeDocument(run, item);
  if (description === undefined) return { change: removed(run, item.id) };
  try {
    return { change: await handOver(run, description) };
  } catch (error) {
    return failed(run, description, error);
  }
}

async function handOver(run: Run, description: Description): Promise<SourceChange> {
  const { item, kind, parentId: _, ...said } = description;
  const documentId = item.id;
  const standing = await standingOf(run, description);
  if (standing === undefined) {
    // Its last version must not stay with whom it was shared with then.
    const nobody = { readers: { readableBy: [] } };
    return { type: "document-failed", documentId, reason: UNKNOWN_READERS, ...nobody };
  }
  if (run.request.knownFingerprint(documentId) === said.fingerprint) {
    return { type: "document-unchanged", documentId, kind, ...standing };
  }
  const markdown = await readDocument(run, item, kind);
  return {
    type: "document-changed",
    document: { documentId, kind, markdown, ...said, ...standing },
  };
}

/** A failure of one document is a value; Drive being away, or shut, ends the run. */
async function failed(run: Run, description: Description, error: unknown): Promise<Outcome> {
  const { item, fingerprint } = description;
  run.request.signal.throwIfAborted();
  const isUnreadable = error instanceof UnreadableDocumentError;
  if (!isUnreadable && !(error instanceof ConnectorError)) throw error;
  if (!isUnreadable && error.code === "unauthorized") throw error;
  const isAway = !isUnreadable && ["unavailable", "rate-limited"].includes(error.code);
  if (!isUnreadable && error.code === "not-found") {
    const still = await fetchItem(run, item.id);
    if (still === undefined || still.trashed) return { change: removed(run, item.id) };
  }
  // Whom it was shared with before may be the very thing that changed: not told, it is nobody's.
  const standing = await standingOf(run, description).catch(() => undefined);
  return {
    change: {
      type: "document-failed",
      documentId: item.id,
      reason: isUnreadable ? error.message : `could not be read: ${error.message}`,
      // What passes by itself is tried again at once.
      ...(isAway ? {} : { fingerprint }),
      readers: standing ?? { readableBy: [] },
    },
    ...(isAway ? { setback: error as ConnectorError } : {}),
  };
}

function removed(run: Run, documentId: string): SourceChange | undefined {
  run.expiring.delete(documentId);
  return run.knownIds.has(documentId) ? { type: "document-removed", documentId } : undefined;
}
