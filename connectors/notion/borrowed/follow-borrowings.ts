import type { SourceChange } from "../../connector.ts";
import { createDocumentQueue } from "../sync/document-queue.ts";
import { failUnseen, processDocuments } from "../sync/process-documents.ts";
import { removePage } from "../sync/remove-page.ts";
import type { Run } from "../sync/run.ts";
import { type Mark, readFingerprint } from "../workspace/fingerprint.ts";
import type { Node } from "../workspace/node.ts";
import { areAsBorrowed, isUnsettled } from "./check-borrowings.ts";

/** Reading one may bring to light that yet another is elsewhere; hardly ever a second time. */
const ROUNDS = 5;

/** Reads again what shows something of documents that this run found elsewhere, changed or gone. */
export async function* followBorrowings(run: Run): AsyncGenerator<SourceChange> {
  /** Where it is of no use to look twice. */
  const done = new Set<string>();
  for (let round = 0; round < ROUNDS; round += 1) {
    if (run.workspace.nodes.size === 0 && run.gone.size === 0) return;
    const holders = await holdersOfNew(run);
    const outdated: Node[] = [];
    for (const documentId of new Set([...run.knownIds, ...run.handedOver.keys()])) {
      run.request.signal.throwIfAborted();
      const mark = markOf(run, documentId);
      if (mark === undefined || run.gone.has(documentId) || done.has(documentId)) continue;
      const isHolder = holders.has(documentId);
      try {
        if (!isHolder && !(await isOutdated(run, documentId, mark))) continue;
        // One that fails is not read again: only its readers may have to be others.
        if (isHolder || mark.isFailed) done.add(documentId);
        const node = await nodeOf(run, documentId, mark);
        if (node === undefined) yield* removePage(run, documentId);
        else outdated.push(node);
      } catch (error) {
        done.add(documentId);
        // What it shows may not be for its readers any more.
        yield* failUnseen(run, documentId, error, { readableBy: [] });
      }
    }
    if (outdated.length === 0) return;
    yield* processDocuments(run, createDocumentQueue(outdated), holders);
  }
}

function markOf({ handedOver, request }: Run, documentId: string): Mark | undefined {
  return handedOver.get(documentId) ?? readFingerprint(request.knownFingerprint(documentId));
}

function nodeOf({ workspace }: Run, documentId: string, { isDataSource }: Mark) {
  return workspace.node(documentId, isDataSource ? "data-source" : "page");
}

async function isOutdated(run: Run, documentId: string, mark: Mark): Promise<boolean> {
  const { borrowings } = mark;
  if (borrowings.length === 0) return false;
  if (!(await areAsBorrowed(run, borrowings))) return true;
  return !run.handedOver.has(documentId) && (await isUnsettled(run, borrowings));
}

/** Pages that do not show yet what came to stand on them: what comes back from the trash is no edit. */
async function holdersOfNew(run: Run): Promise<Set<string>> {
  const holders = new Set<string>();
  for (const documentId of run.handedOver.keys()) {
    const node = run.workspace.nodes.get(documentId);
    if (node === undefined || run.knownIds.has(documentId)) continue;
    const { ids } = await run.places.of(node);
    const shownId = node.databaseId ?? documentId;
    const holderId = ids[ids.indexOf(shownId) - 1];
    const mark = holderId === undefined ? undefined : markOf(run, holderId);
    const isShown = mark?.borrowings.some(({ kind, id }) => kind === "title" && id === shownId);
    // One that fails shows what is new on it once it can be read again.
    const isReadable = mark?.isDataSource === false && !mark.isFailed;
    if (holderId !== undefined && isReadable && isShown === false) holders.add(holderId);
  }
  return holders;
}
