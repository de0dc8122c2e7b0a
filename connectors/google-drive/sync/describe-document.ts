import type { SourceDocument, Standing } from "../../connector.ts";
import { noteTarget } from "../listing/follow-shortcuts.ts";
import type { DriveItem } from "../tree/drive-item.ts";
import { type DriveKind, fileKind } from "../tree/file-kind.ts";
import { makeFingerprint } from "../tree/fingerprint.ts";
import type { Sharing } from "../tree/sharing.ts";
import type { Run } from "./run.ts";

/** All that is to be said of a document without reading it, but for who may know what of it. */
export interface Description
  extends Pick<SourceDocument, "title" | "url" | "fingerprint" | "updatedAt"> {
  item: DriveItem;
  kind: DriveKind;
  /** The folder it is found in. */
  parentId: string | undefined;
}

/** Undefined for what is no document here: out of scope, in the trash, left out, or of no kind that is read. */
export function describeDocument(run: Run, item: DriveItem): Description | undefined {
  const kind = fileKind(item.mimeType, item.name);
  const place = kind === undefined || item.trashed ? undefined : run.tree.placeOf(item);
  if (kind === undefined || place === undefined) return undefined;
  const { name, url, modifiedAt, mimeType } = item;
  if (run.isExcluded([...place.above, name].join("/"))) return undefined;
  // Allowed again, it is read at once, and not when its pause as a failure is over.
  const content = `${mimeType} ${item.content}${item.canDownload ? "" : " shut"}`;
  noteTarget(run, item);
  touchAbove(run, place.parentId);
  touchAbove(run, item.parentId);
  return {
    item,
    kind,
    title: name,
    parentId: place.parentId,
    ...(url === undefined ? {} : { url }),
    ...(modifiedAt === undefined ? {} : { updatedAt: modifiedAt }),
    fingerprint: makeFingerprint(place.parentId, content, [name, url ?? ""]),
  };
}

function touchAbove({ tree, touched }: Run, folderId: string | undefined): void {
  for (const { id } of tree.above(folderId)) {
    if (touched.has(id)) return;
    touched.add(id);
  }
}

/**
 * Who may read a document, and the path that all of them may see; undefined where the account cannot
 * tell and nobody said what then.
 */
export async function standingOf(
  run: Run,
  { item, title, parentId }: Description,
): Promise<(Standing & { path: string }) | undefined> {
  const sharing = await run.sharing.of(item);
  noteExpiry(run, item, sharing);
  if (sharing !== undefined) {
    const { readers } = sharing;
    const path = [...run.tree.namesFor(readers, parentId), title].join(" › ");
    return { readableBy: readers, path };
  }
  // Whoever is in the source's audience was not let into any folder by that.
  return run.settings.unknownReaders === "audience" ? { path: title } : undefined;
}

/** Nothing in the change log tells that somebody's time is over. */
function noteExpiry(run: Run, item: DriveItem, sharing: Sharing | undefined): void {
  const { folders } = run.tree;
  const expiresAt = sharing?.expiresAt;
  const isInherited = item.driveId !== undefined && !item.hasOwnSharing;
  const above = item.parentId === undefined ? undefined : folders.get(item.parentId);
  // What ends with the folder's own is looked at together with it.
  const isAbove = above !== undefined && (isInherited || above.expiresAt === expiresAt);
  if (expiresAt === undefined || isAbove) run.expiring.delete(item.id);
  else run.expiring.set(item.id, expiresAt);
}
