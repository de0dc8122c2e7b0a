import type { SourceDocument } from "../../connector.ts";
import { noteTarget } from "../listing/follow-shortcuts.ts";
import type { DriveItem } from "../tree/drive-item.ts";
import { type DriveKind, fileKind } from "../tree/file-kind.ts";
import { makeFingerprint } from "../tree/fingerprint.ts";
import type { Sharing } from "../tree/sharing.ts";
import type { Run } from "./run.ts";

/** All that is to be said of a document without reading it. */
export interface Description
  extends Pick<SourceDocument, "title" | "path" | "url" | "fingerprint" | "updatedAt"> {
  item: DriveItem;
  kind: DriveKind;
}

/** Undefined for what is no document here: out of scope, in the trash, left out, or of no kind that is read. */
export function describeDocument(run: Run, item: DriveItem): Description | undefined {
  const kind = fileKind(item.mimeType, item.name);
  const place = kind === undefined || item.trashed ? undefined : run.tree.placeOf(item);
  if (kind === undefined || place === undefined) return undefined;
  const { name, url, modifiedAt, mimeType } = item;
  const names = [...place.above, name];
  if (run.isExcluded(names.join("/"))) return undefined;
  // Allowed again, it is read at once, and not when its pause as a failure is over.
  const content = `${mimeType} ${item.content}${item.canDownload ? "" : " shut"}`;
  noteTarget(run, item);
  touchAbove(run, place.parentId);
  touchAbove(run, item.parentId);
  return {
    item,
    kind,
    title: name,
    path: names.join(" › "),
    ...(url === undefined ? {} : { url }),
    ...(modifiedAt === undefined ? {} : { updatedAt: modifiedAt }),
    fingerprint: makeFingerprint(place.parentId, content, [...names, url ?? ""]),
  };
}

function touchAbove({ tree, touched }: Run, folderId: string | undefined): void {
  let id = folderId;
  while (id !== undefined && !touched.has(id)) {
    const folder = tree.folders.get(id);
    if (folder === undefined) return;
    touched.add(id);
    id = tree.placeOf({ id, ...folder })?.parentId;
  }
}

/** Who may read a document; undefined where the account cannot tell and nobody said what then. */
export async function readersOf(
  run: Run,
  item: DriveItem,
): Promise<{ readableBy?: string[] } | undefined> {
  const sharing = await run.sharing.of(item);
  noteExpiry(run, item, sharing);
  if (sharing !== undefined) return { readableBy: sharing.readers };
  return run.settings.unknownReaders === "audience" ? {} : undefined;
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
