import { ConnectorError, type SourceChange } from "../../connector.ts";
import { readDocument } from "../documents/read-document.ts";
import { type Mark, makeFingerprint, readFingerprint } from "../workspace/fingerprint.ts";
import type { Node } from "../workspace/node.ts";
import { type Place, placeHash } from "../workspace/places.ts";
import type { DocumentQueue } from "./document-queue.ts";
import { findBelow } from "./find-below.ts";
import { type Run, readersOf } from "./run.ts";

/** So many documents in a row that Notion was away for: then it is away as a whole. */
const FAILURES_IN_A_ROW = 4;

/** Hands over what waits in the queue, and what is found below it on the way. */
export async function* processDocuments(
  run: Run,
  queue: DocumentQueue,
): AsyncGenerator<SourceChange> {
  for (let node = queue.next(); node !== undefined; node = queue.next()) {
    run.request.signal.throwIfAborted();
    try {
      yield* processDocument(run, node, queue);
      run.failuresInARow = 0;
    } catch (error) {
      yield await failed(run, node, error);
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
    if (run.knownIds.has(documentId)) yield { type: "document-removed", documentId };
    return;
  }
  const known = run.request.knownFingerprint(documentId);
  const mark = readFingerprint(known);
  const readers = readersOf(run.settings, place);
  const readableBy = readers === undefined ? {} : { readableBy: readers };
  const where = placeHash(place);
  const unchanged = {
    type: "document-unchanged",
    documentId,
    kind: node.kind,
    ...readableBy,
  } as const;
  if (mark !== undefined && isSettled(run, node, mark) && mark.place === where) {
    run.handedOver.set(documentId, where);
    yield unchanged;
    return;
  }
  const { markdown, children } = await readDocument(run, node);
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
          ...readableBy,
          fingerprint,
        },
      };
  yield* findBelow(run, { node, place, children, isNewHere: mark?.place !== where }, queue);
}

/** Read after its minute had passed, so that no edit can have come since in the same minute. */
function isSettled({ cursor }: Run, node: Node, mark: Mark): boolean {
  return mark.editedAt === node.editedAt && node.editedAt < (cursor?.settledBefore ?? 0);
}

function pathOf({ titles }: Place): string {
  return titles.join(" › ");
}

/** A failure of one document is a value; Notion being away, or shut, ends the run. */
async function failed(run: Run, node: Node, error: unknown): Promise<SourceChange> {
  const { signal, knownFingerprint } = run.request;
  signal.throwIfAborted();
  if (!(error instanceof ConnectorError) || error.code === "unauthorized") throw error;
  const documentId = node.id;
  if (error.code === "not-found") {
    const type = node.kind === "data-source" ? "data-source" : "page";
    const still = await run.workspace.fetchNode(documentId, type);
    const isGone = still === undefined || still.trashed;
    if (isGone && run.knownIds.has(documentId)) return { type: "document-removed", documentId };
  } else if (error.code !== "invalid") {
    run.failuresInARow += 1;
    if (run.failuresInARow >= FAILURES_IN_A_ROW) throw error;
  }
  const failure = { type: "document-failed", documentId, reason: reasonOf(error) } as const;
  const place = await run.places.of(node).catch(() => undefined);
  if (place === undefined || knownFingerprint(documentId) === undefined) return failure;
  const readers = readersOf(run.settings, place);
  return { ...failure, readers: readers === undefined ? {} : { readableBy: readers } };
}

function reasonOf({ message }: ConnectorError): string {
  return `could not be read: ${message}`;
}
