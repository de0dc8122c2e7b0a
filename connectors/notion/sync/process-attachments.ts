import { ConnectorError, type SourceChange } from "../../connector.ts";
import { UnreadableDocumentError } from "../../shared/unreadable-document-error.ts";
import type { ExtractFile } from "../documents/extract-file.ts";
import type { Attachment } from "../documents/find-attachments.ts";
import { readAttachment } from "../documents/read-attachment.ts";
import { fileStanding, makeFileFailure, makeFileFingerprint } from "../workspace/fingerprint.ts";
import type { Node } from "../workspace/node.ts";
import { type Place, pathOf, placeHash, standingOf } from "../workspace/places.ts";
import { type Run, readableBy } from "./run.ts";

/** Of a file that nothing is known of, since its page could not be read. */
const UNKNOWN_FILE = makeFileFingerprint("", "", []);

/** A page with attachments, which have its place and its readers. */
interface Holder {
  node: Node;
  place: Place;
  /** False: there may be others attached, which Notion kept back. */
  isWhole: boolean;
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
  const missing = (run.attachments.get(holder.node.id) ?? []).filter((id) => !ids.has(id));
  if (holder.isWhole) {
    for (const documentId of missing) yield { type: "document-removed", documentId };
  } else yield* keep(run, missing, readableBy(run, holder.place));
}

/**
 * What is attached to a page that was not read, with these readers; where they are not known, what is
 * to be looked at again alone.
 */
export function* keepAttachments(
  run: Run,
  { id }: Pick<Node, "id">,
  readers: { readableBy?: string[] } | undefined,
): Generator<SourceChange> {
  yield* keep(run, run.attachments.get(id) ?? [], readers);
}

function* keep(
  run: Run,
  documentIds: readonly string[],
  readers: { readableBy?: string[] } | undefined,
): Generator<SourceChange> {
  const { recheck = [], knownFingerprint } = run.request;
  for (const documentId of documentIds) {
    const fingerprint = knownFingerprint(documentId);
    if (fingerprint !== undefined && !recheck.includes(documentId)) {
      if (readers === undefined) continue;
      yield { type: "document-unchanged", documentId, kind: "attachment", ...readers };
      continue;
    }
    const reason = "could not be read: the page that it is attached to could not.";
    const failure = { type: "document-failed", documentId, reason } as const;
    yield {
      ...failure,
      fingerprint: makeFileFailure(UNKNOWN_FILE, fingerprint),
      ...(readers === undefined ? {} : { readers }),
    };
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
  const standing = standingOf(place, run.settings.audiences);
  const file = [...describe(attachment), url];
  const fingerprint = makeFileFingerprint(placeHash(place), standing, file);
  const known = knownFingerprint(documentId);
  const failure = makeFileFailure(fingerprint, known);
  // The path of the last good version may tell of what not each of them may read.
  const isSafe = !run.knownIds.has(documentId) || fileStanding(known) === standing;
  const safe = isSafe ? readers : { readableBy: [] };
  const unchanged = { type: "document-unchanged", documentId, kind: "attachment" } as const;
  if (known === fingerprint) return { ...unchanged, ...readers };
  if (known === failure && !run.recheck.has(documentId)) return { ...unchanged, ...safe };
  try {
    const { markdown, updatedAt = editedAt } = await readAttachment(run, attachment, extract);
    return {
      type: "document-changed",
      document: {
        documentId,
        title: name,
        url,
        path: `${pathOf(place, run.settings.audiences)} › ${name}`,
        kind: "attachment",
        markdown,
        ...(updatedAt === undefined ? {} : { updatedAt }),
        ...readers,
        fingerprint,
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
      fingerprint: failure,
      readers: safe,
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
