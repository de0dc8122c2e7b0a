import { ConnectorError, type SourceChange } from "../../connector.ts";
import { UnreadableDocumentError } from "../../shared/unreadable-document-error.ts";
import type { ExtractFile } from "../documents/extract-file.ts";
import type { Attachment } from "../documents/find-attachments.ts";
import { readAttachment } from "../documents/read-attachment.ts";
import { makeFileFingerprint } from "../workspace/fingerprint.ts";
import type { Node } from "../workspace/node.ts";
import { type Place, pathOf, placeHash } from "../workspace/places.ts";
import { type Run, readableBy } from "./run.ts";

/** A page with attachments, which have its place and its readers. */
interface Holder {
  node: Node;
  place: Place;
}

/** What is attached to a page that was read; what is new or different is downloaded. */
export async function* processAttachments(
  run: Run,
  holder: Holder,
  found: readonly Attachment[],
): AsyncGenerator<SourceChange> {
  const { extract, request } = run;
  const ids = new Set<string>();
  for (const attachment of extract === undefined ? [] : found) {
    request.signal.throwIfAborted();
    ids.add(attachment.documentId);
    if (extract !== undefined) yield await processAttachment(run, holder, attachment, extract);
  }
  for (const documentId of run.attachments.get(holder.node.id) ?? []) {
    if (!ids.has(documentId)) yield { type: "document-removed", documentId };
  }
}

/** What is attached to a page that was not read, with the readers that it has now. */
export function* keepAttachments(run: Run, { node, place }: Holder): Generator<SourceChange> {
  const readers = readableBy(run, place);
  for (const documentId of run.attachments.get(node.id) ?? []) {
    const isKnown = run.request.knownFingerprint(documentId) !== undefined;
    const reason = "could not be read: the page that it is attached to could not.";
    yield isKnown
      ? { type: "document-unchanged", documentId, kind: "attachment", ...readers }
      : { type: "document-failed", documentId, reason, readers };
  }
}

async function processAttachment(
  run: Run,
  { node, place }: Holder,
  attachment: Attachment,
  extract: ExtractFile,
): Promise<SourceChange> {
  const { documentId, name, editedAt } = attachment;
  const { knownFingerprint, signal } = run.request;
  const readers = readableBy(run, place);
  const url = addressOf(node, attachment);
  const fingerprint = makeFileFingerprint(placeHash(place), [...describe(attachment), url]);
  const known = knownFingerprint(documentId);
  const isKnown =
    known === fingerprint.read || (known === fingerprint.failed && !run.recheck.has(documentId));
  if (isKnown) return { type: "document-unchanged", documentId, kind: "attachment", ...readers };
  try {
    const { markdown, updatedAt = editedAt } = await readAttachment(run, attachment, extract);
    return {
      type: "document-changed",
      document: {
        documentId,
        title: name,
        url,
        path: pathOf({ titles: [...place.titles, name] }),
        kind: "attachment",
        markdown,
        ...(updatedAt === undefined ? {} : { updatedAt }),
        ...readers,
        fingerprint: fingerprint.read,
      },
    };
  } catch (error) {
    signal.throwIfAborted();
    if (!isOfThisFile(error)) throw error;
    const reason = `${(error as Error).message.replace(/\.$/, "")}.`;
    return {
      type: "document-failed",
      documentId,
      reason,
      fingerprint: fingerprint.failed,
      readers,
    };
  }
}

function isOfThisFile(error: unknown): boolean {
  if (error instanceof ConnectorError) return error.code !== "unauthorized";
  return error instanceof UnreadableDocumentError;
}

/** The address without its signature, which is another one each time. */
function describe({ name, address, editedAt = "" }: Attachment): string[] {
  return [name, address.replace(/[?#].*$/s, ""), editedAt];
}

function addressOf({ url }: Node, { holder }: Attachment): string {
  return holder.type === "block" ? `${url}#${holder.id.replaceAll("-", "")}` : url;
}
