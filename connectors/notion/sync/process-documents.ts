import { ConnectorError, type SourceChange } from "../../connector.ts";
import { readDocument } from "../documents/read-document.ts";
import {
  type Mark,
  makeFailureFingerprint,
  makeFingerprint,
  readFingerprint,
} from "../workspace/fingerprint.ts";
import type { Node } from "../workspace/node.ts";
import { pathOf, placeHash } from "../workspace/places.ts";
import type { DocumentQueue } from "./document-queue.ts";
import { findBelow } from "./find-below.ts";
import { keepAttachments, processAttachments } from "./process-attachments.ts";
import { removePage } from "./remove-page.ts";
import { FAILURES_IN_A_ROW, type Run, readableBy } from "./run.ts";

/** Hands over what waits in the queue, and what is found below it on the way. */
export async function* processDocuments(
  run: Run,
  queue: DocumentQueue,
): AsyncGenerator<SourceChange> {
  for (let next = queue.next(); next !== undefined; next = queue.next()) {
    run.request.signal.throwIfAborted();
    // Since it was listed it may have been asked for again: all places are told from one view.
    const node = run.workspace.nodes.get(next.id) ?? next;
    try {
      yield* processDocument(run, node, queue);
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
): AsyncGenerator<SourceChange> {
  const documentId = node.id;
  const place = await run.places.of(node);
  if (place.trashed) {
    yield* removePage(run, documentId);
    return;
  }
  const known = run.request.knownFingerprint(documentId);
  const mark = readFingerprint(known);
  const readers = readableBy(run, place);
  const where = placeHash(place);
  const unchanged = {
    type: "document-unchanged",
    documentId,
    kind: node.kind,
    ...readers,
  } as const;
  if (mark?.place === where && needsNoReading(run, node, mark)) {
    run.handedOver.set(documentId, where);
    yield unchanged;
    yield* keepAttachments(run, { node, place });
    return;
  }
  const { markdown, children, attachments } = await readDocument(run, node);
  const { title, url, kind, editedAt } = node;
  const isDataSource = kind === "data-source";
  const hasChildren = isDataSource || children.length > 0;
  const fingerprint = makeFingerprint({ isDataSource, hasChildren, editedAt, place: where }, [
    title,
    url,
    markdown,
  ]);
  run.handedOver.set(documentId, where);
  yield fingerprint === known
    ? unchanged
    : {
        type: "document-changed",
        document: {
          documentId,
          title,
          url,
          path: pathOf(place),
          kind,
          markdown,
          updatedAt: new Date(editedAt).toISOString(),
          ...readers,
          fingerprint,
        },
      };
  yield* processAttachments(run, { node, place }, attachments);
  yield* findBelow(run, { node, place, children, isNewHere: mark?.place !== where }, queue);
}

/** It is as it was read, and so is what is attached to it; nobody asked for a second look. */
function needsNoReading(run: Run, node: Node, mark: Mark): boolean {
  if (run.recheck.has(node.id) || !isSettled(run, node, mark)) return false;
  const attachments = run.attachments.get(node.id) ?? [];
  return attachments.every((id) => run.request.knownFingerprint(id) !== undefined);
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
    return;
  }
  const isDataSource = node.kind === "data-source";
  const mark = readFingerprint(run.request.knownFingerprint(documentId));
  const fingerprint = makeFailureFingerprint({
    isDataSource,
    // Where it was never read, something may well stand below it.
    hasChildren: mark?.hasChildren ?? true,
    editedAt: node.editedAt,
    place: placeHash(place),
  });
  yield { ...failure, fingerprint, readers: readableBy(run, place) };
  yield* keepAttachments(run, { node, place });
}

/** @throws ConnectorError the same, once Notion has been away for several documents in a row */
export function countFailure(run: Run, error: ConnectorError): void {
  if (error.code === "not-found" || error.code === "invalid") return;
  run.failuresInARow += 1;
  if (run.failuresInARow >= FAILURES_IN_A_ROW) throw error;
}

export function reasonOf({ message }: ConnectorError): string {
  return `could not be read: ${message}`;
}
