import type { SourceChange } from "../../connector.ts";
import { isReadable } from "../site/attachment.ts";
import { isDocument } from "../site/node.ts";
import type { Run } from "./run.ts";

const ATTACHMENT = /^att/;
const DELETED: ReadonlySet<string> = new Set(["trashed", "deleted"]);

export function isAttachmentId(documentId: string): boolean {
  return ATTACHMENT.test(documentId);
}

/** Asks Confluence for one document, whatever was listed. */
export async function isGone(run: Run, documentId: string): Promise<boolean> {
  const there = await findAgain(run, [documentId]);
  return !there.has(documentId) && !run.site.isUntold(documentId);
}

/** What to say of a known document that was asked for and is not there to be read. */
export function missing({ site, markOf }: Run, documentId: string): SourceChange {
  const holders = isAttachmentId(documentId) ? (markOf(documentId)?.parentIds ?? []) : [];
  const ids = [documentId, ...holders];
  const isDeleted = ids.some((id) => DELETED.has(site.nodes.get(id)?.status ?? ""));
  if (!ids.some(site.isUntold)) return { type: "document-removed", documentId, isDeleted };
  const reason = "could not be read: Confluence has an empty entry in its place.";
  return { type: "document-failed", documentId, reason };
}

/**
 * Asks Confluence for documents that a list did not name: 100 pages a request, and files one by one
 * unless their page is gone. Those that are there to be read are among what is known afterwards.
 */
export async function findAgain(run: Run, documentIds: Iterable<string>): Promise<Set<string>> {
  const { site, places, settings } = run;
  const wanted = [...documentIds];
  const there = new Set<string>();
  const files = wanted.filter(isAttachmentId);
  const holders = files.flatMap((id) => run.markOf(id)?.parentIds ?? []);
  const pages = wanted.filter((id) => !isAttachmentId(id));
  await site.load([...pages, ...holders.filter((id) => !site.nodes.has(id))]);
  await site.loadAncestors(site.nodes.values());
  const isShown = (id: string) => {
    const node = site.nodes.get(id);
    return node !== undefined && isDocument(node) && places.of(node) !== undefined;
  };
  for (const id of pages) if (isShown(id)) there.add(id);
  for (const id of settings.attachments ? files : []) {
    run.request.signal.throwIfAborted();
    const [holder] = run.markOf(id)?.parentIds ?? [];
    if (holder !== undefined && !isShown(holder)) continue;
    const file = await site.loadAttachment(id);
    if (file === undefined || !isReadable(file)) continue;
    if (!site.nodes.has(file.containerId)) {
      await site.load([file.containerId]);
      await site.loadAncestors(site.nodes.values());
    }
    if (isShown(file.containerId)) there.add(id);
  }
  return there;
}
