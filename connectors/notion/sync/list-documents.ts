import { ConnectorError, type DocumentOutline } from "../../connector.ts";
import { readAttachmentsOf } from "../documents/read-document.ts";
import { readFingerprint } from "../workspace/fingerprint.ts";
import { listWorkspace } from "../workspace/list-workspace.ts";
import type { Node } from "../workspace/node.ts";
import { type Run, readableBy } from "./run.ts";

/** What there is, without what is attached to it: to know that, each page would have to be read. */
export async function* outlineDocuments(run: Run): AsyncGenerator<DocumentOutline> {
  for await (const { node, readers } of listNodes(run)) {
    const { id: documentId, kind, title } = node;
    yield { documentId, kind, title, ...readers };
  }
}

/** Everything by its id. Pages that are not known as they are now are read for their attachments. */
export async function* listDocuments(
  run: Run,
): AsyncGenerator<Pick<DocumentOutline, "documentId" | "kind">> {
  for await (const { node } of listNodes(run)) {
    yield { documentId: node.id, kind: node.kind };
    for (const documentId of await attachedTo(run, node)) yield { documentId, kind: "attachment" };
    delete node.raw;
  }
}

async function* listNodes(run: Run) {
  await listWorkspace(run.api, run.workspace, () => undefined);
  for (const node of [...run.workspace.nodes.values()]) {
    const place = await run.places.of(node);
    if (!place.trashed) yield { node, readers: readableBy(run, place) };
  }
}

async function attachedTo(run: Run, node: Node): Promise<readonly string[]> {
  if (run.extract === undefined || node.kind === "data-source") return [];
  const known = run.attachments.get(node.id) ?? [];
  const mark = readFingerprint(run.request.knownFingerprint(node.id));
  if (mark?.editedAt === node.editedAt) return known;
  try {
    return (await readAttachmentsOf(run, node)).map(({ documentId }) => documentId);
  } catch (error) {
    const isOfThisPage =
      error instanceof ConnectorError && ["not-found", "invalid"].includes(error.code);
    if (isOfThisPage) return known;
    throw error;
  }
}
