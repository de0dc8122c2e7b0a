import type { SourceChange } from "../../connector.ts";
import { followBorrowings } from "../borrowed/follow-borrowings.ts";
import { pageOf } from "../documents/find-attachments.ts";
import { readFingerprint } from "../workspace/fingerprint.ts";
import { listWorkspace } from "../workspace/list-workspace.ts";
import type { Node } from "../workspace/node.ts";
import { createDocumentQueue } from "./document-queue.ts";
import { failUnseen, processDocuments } from "./process-documents.ts";
import { recheckNamed } from "./recheck.ts";
import { removePage } from "./remove-page.ts";
import type { Run } from "./run.ts";

/** Lists all there is, reads what is new or different, and finds out what is not there any more. */
export async function* syncEverything(run: Run): AsyncGenerator<SourceChange> {
  const { api, workspace } = run;
  const partial: SourceChange[] = [];
  await listWorkspace(api, workspace, ({ id }, reason) =>
    partial.push({ type: "document-failed", documentId: id, reason }),
  );
  run.isListed = true;
  yield* removeMissing(run);
  yield* recheckNamed(run);
  const done = new Set<string>();
  // Reading a page may bring to light others that the search did not list.
  for (;;) {
    const fresh = [...workspace.nodes.values()].filter((node) => !done.has(node.id));
    if (fresh.length === 0) break;
    for (const node of fresh) done.add(node.id);
    yield* processDocuments(run, createDocumentQueue(fresh));
  }
  yield* followBorrowings(run);
  yield* partial;
}

/** Asks for each indexed document that was not listed: the search may only be late. */
async function* removeMissing(run: Run): AsyncGenerator<SourceChange> {
  const pages = new Set([...run.knownIds].map(pageOf));
  const missing = [...pages].filter((id) => !run.workspace.nodes.has(id));
  for (const documentId of missing) {
    run.request.signal.throwIfAborted();
    try {
      const node = await findAgain(run, documentId);
      if (node === undefined || node.trashed) {
        yield* removePage(run, documentId, node?.trashed);
      }
    } catch (error) {
      yield* failUnseen(run, documentId, error);
    }
  }
}

async function findAgain(run: Run, documentId: string): Promise<Node | undefined> {
  const { workspace, request } = run;
  const mark = readFingerprint(request.knownFingerprint(documentId));
  const page =
    mark?.isDataSource === true ? undefined : await workspace.fetchNode(documentId, "page");
  if (page !== undefined || mark?.isDataSource === false) return page;
  return workspace.fetchNode(documentId, "data-source");
}
