import { ConnectorError, type SourceChange } from "../../connector.ts";
import { isUnsettled, wouldBorrow } from "../borrowed/check-borrowings.ts";
import { safeReaders } from "../borrowed/safe-readers.ts";
import { readDocument } from "../documents/read-document.ts";
import { readersAt } from "../workspace/audiences.ts";
import {
  type Mark,
  makeFailureFingerprint,
  makeFingerprint,
  readFingerprint,
} from "../workspace/fingerprint.ts";
import type { Node } from "../workspace/node.ts";
import { type Place, pathOf, placeHash, standingOf } from "../workspace/places.ts";
import type { DocumentQueue } from "./document-queue.ts";
import { findBelow } from "./find-below.ts";
import { keepAttachments, processAttachments } from "./process-attachments.ts";
import { removePage } from "./remove-page.ts";
import { FAILURES_IN_A_ROW, type Run, readableBy } from "./run.ts";

/** Hands over what waits in the queue, and what is found below it on the way; `anew`: read in any case. */
export async function* processDocuments(
  run: Run,
  queue: DocumentQueue,
  anew: ReadonlySet<string> = run.recheck,
): AsyncGenerator<SourceChange> {
  for (let next = queue.next(); next !== undefined; next = queue.next()) {
    run.request.signal.throwIfAborted();
    // Since it was listed it may have been asked for again: all places are told from one view.
    const node = run.workspace.nodes.get(next.id) ?? next;
    try {
      yield* processDocument(run, node, queue, anew);
      run.failuresInARow = 0;
    } catch (error) {
      yield* failed(run, node, error);
    }
    // Its content is handed over; long lists would fill the memory otherwise.
    delete node.raw;
  }
}

async function* processDocument(
  run: Run,
  node: Node,
  queue: DocumentQueue,
  anew: ReadonlySet<string>,
): AsyncGenerator<SourceChange> {
  const documentId = node.id;
  const place = await run.places.of(node);
  if (place.trashed) {
    yield* removePage(run, documentId, true);
    return;
  }
  run.gone.delete(documentId);
  const known = run.request.knownFingerprint(documentId);
  const mark = readFingerprint(known);
  const where = placeHash(place);
  const readers = readableBy(run, place);
  const mayStay = mark?.place === where && !anew.has(documentId);
  if (mayStay && (await needsNoReading(run, node, mark, place))) {
    const safe = mark.isFailed ? await safeReaders(run, documentId, place) : readers;
    run.handedOver.set(documentId, mark);
    yield { type: "document-unchanged", documentId, kind: node.kind, ...safe };
    yield* keepAttachments(run, node, safe);
    return;
  }
  const { markdown, children, attachments, borrowings, isWhole } = await readDocument(
    run,
    node,
    place,
  );
  const { title, url, kind, editedAt } = node;
  const isDataSource = kind === "data-source";
  const now: Mark = {
    isDataSource,
    hasChildren: isDataSource || children.length > 0,
    // Of no edit that it may have had: it is read again whenever it is looked at.
    editedAt: isWhole ? editedAt : 0,
    place: where,
    standing: standingOf(place, run.settings.audiences),
    borrowings,
    isFailed: false,
  };
  const fingerprint = makeFingerprint(now, [title, url, markdown]);
  run.handedOver.set(documentId, now);
  yield fingerprint === known
    ? { type: "document-unchanged", documentId, kind, ...readers }
    : {
        type: "document-changed",
        document: {
          documentId,
          title,
          url,
          path: pathOf(place, run.settings.audiences),
          kind,
          markdown,
          updatedAt: new Date(editedAt).toISOString(),
          ...readers,
          fingerprint,
        },
      };
  yield* processAttachments(run, { node, place, isWhole }, attachments);
  yield* findBelow(run, { node, place, children, isNewHere: mark?.place !== where }, queue);
}

/**
 * It is as it was read, and so is what is attached to it and what it shows of others; nobody asked
 * for a second look. One that could not be read is left alone for as long as it is what it was then.
 */
async function needsNoReading(run: Run, node: Node, mark: Mark, place: Place): Promise<boolean> {
  if (!isSettled(run, node, mark)) return false;
  const attachments = run.attachments.get(node.id) ?? [];
  if (!attachments.every((id) => run.request.knownFingerprint(id) !== undefined)) return false;
  if (mark.isFailed) return true;
  const { audiences } = run.settings;
  return (
    mark.standing === standingOf(place, audiences) &&
    (await wouldBorrow(run, mark.borrowings, readersAt(audiences, place.ids))) &&
    !(await isUnsettled(run, mark.borrowings))
  );
}

/** Read after its minute had passed, so that no edit can have come since in the same minute. */
function isSettled({ cursor }: Run, node: Node, mark: Mark): boolean {
  return mark.editedAt === node.editedAt && node.editedAt < (cursor?.settledBefore ?? 0);
}

/** A failure of one document is a value; Notion being away, or shut, ends the run. */
async function* failed(run: Run, node: Node, error: unknown): AsyncGenerator<SourceChange> {
  run.request.signal.throwIfAborted();
  if (!(error instanceof ConnectorError) || error.code === "unauthorized") throw error;
  const documentId = node.id;
  if (error.code === "not-found") {
    const type = node.kind === "data-source" ? "data-source" : "page";
    const still = await run.workspace.fetchNode(documentId, type);
    if (still === undefined || still.trashed) {
      yield* removePage(run, documentId);
      return;
    }
  }
  countFailure(run, error);
  const failure = { type: "document-failed", documentId, reason: reasonOf(error) } as const;
  const place = await run.places.of(node).catch(() => undefined);
  if (place === undefined) {
    yield failure;
    yield* keepAttachments(run, node, undefined);
    return;
  }
  const isDataSource = node.kind === "data-source";
  const mark = readFingerprint(run.request.knownFingerprint(documentId));
  const now: Mark = {
    isDataSource,
    // Where it was never read, something may well stand below it.
    hasChildren: mark?.hasChildren ?? true,
    editedAt: node.editedAt,
    place: placeHash(place),
    standing: "",
    borrowings: mark?.borrowings ?? [],
    isFailed: true,
  };
  const readers = await safeReaders(run, documentId, place);
  run.handedOver.set(documentId, now);
  yield { ...failure, fingerprint: makeFailureFingerprint(now, mark), readers };
  yield* keepAttachments(run, node, readers);
}

/** A document that could not even be looked up, with these readers where they are known. */
export function* failUnseen(
  run: Run,
  documentId: string,
  error: unknown,
  readers?: { readableBy?: string[] },
): Generator<SourceChange> {
  run.request.signal.throwIfAborted();
  if (!(error instanceof ConnectorError) || error.code === "unauthorized") throw error;
  countFailure(run, error);
  const failure = { type: "document-failed", documentId, reason: reasonOf(error) } as const;
  yield readers === undefined ? failure : { ...failure, readers };
  yield* keepAttachments(run, { id: documentId }, readers);
}

/** @throws ConnectorError the same, once Notion has been away for several documents in a row */
function countFailure(run: Run, error: ConnectorError): void {
  if (error.code === "not-found" || error.code === "invalid") return;
  run.failuresInARow += 1;
  if (run.failuresInARow >= FAILURES_IN_A_ROW) throw error;
}

function reasonOf({ message }: ConnectorError): string {
  return `could not be read: ${message}`;
}
