import { isDeepStrictEqual } from "node:util";
import { ConnectorError } from "../../connector.ts";
import type { Run } from "../sync/run.ts";
import type { DriveItem } from "../tree/drive-item.ts";
import { FOLDER, fileKind } from "../tree/file-kind.ts";
import type { Folder } from "../tree/place.ts";

export const isFolder = ({ mimeType }: DriveItem) => mimeType === FOLDER;

/** Takes note of something in scope. True for a folder that is new, or not as it was noted. */
export async function observe(run: Run, item: DriveItem): Promise<boolean> {
  run.seen.add(item.id);
  if (isFolder(item)) return observeFolder(run, item);
  const { id, parentId, target, mimeType, name } = item;
  if (target !== undefined) {
    if (parentId !== undefined) {
      run.tree.setShortcut(id, { parentId, targetId: target.id, isFolder: target.isFolder });
    }
  } else if (fileKind(mimeType, name) !== undefined) {
    run.waiting.set(id, item);
  }
  return false;
}

/** The same for what is known to be a folder. */
export function observeFolder(run: Run, item: DriveItem): Promise<boolean> {
  return compareFolder(run, item, run.tree.folders.get(item.id));
}

/** The same, held against what it was; undefined: it was not in scope. */
export async function compareFolder(
  run: Run,
  item: DriveItem,
  before: Folder | undefined,
): Promise<boolean> {
  run.seen.add(item.id);
  const bare = toFolder(item);
  // Noted first: whose permissions it takes depends on where it is.
  run.tree.setFolder(item.id, bare);
  const folder = await withSharing(run, item, bare);
  run.tree.setFolder(item.id, folder);
  return before === undefined || !isDeepStrictEqual(before, folder);
}

/** A folder without a word on who may read it. */
export function toFolder({ name, parentId, driveId, isOurs, ...item }: DriveItem): Folder {
  return {
    name,
    ...(parentId === undefined ? {} : { parentId }),
    ...(driveId === undefined ? {} : { driveId }),
    ...(isOurs ? { isOurs } : {}),
    access: item.isLimited ? "limited" : item.hasOwnSharing ? "own" : "inherited",
    sharing: "",
  };
}

async function withSharing(run: Run, item: DriveItem, folder: Folder): Promise<Folder> {
  const { parentId, driveId } = item;
  const { folders, scope } = run.tree;
  // What is above it in a drive that is read whole may only be listed after it.
  const isBelow =
    parentId !== undefined && (folders.has(parentId) || scope.rootIds.has(driveId ?? ""));
  if (driveId !== undefined && folder.access === "inherited" && isBelow) return folder;
  return askSharing(run, item, folder);
}

/** Asks for what folders cannot take from the one above: it was there, and was forgotten since. */
export async function noteInherited(run: Run): Promise<void> {
  const { folders } = run.tree;
  for (const [id, folder] of [...folders]) {
    const { sharing, parentId = "", driveId } = folder;
    if (sharing !== "" || folders.has(parentId)) continue;
    const item = { id, parentId, driveId, sharing: undefined };
    const asked = { ...item, hasOwnSharing: false, isLimited: false };
    run.tree.setFolder(id, await askSharing(run, asked, folder));
  }
}

type Shared = Parameters<Run["sharing"]["of"]>[0];

async function askSharing(run: Run, item: Shared, folder: Folder): Promise<Folder> {
  const sharing = await run.sharing.of(item).catch((error: unknown) => {
    // Gone since it was listed: the change log will say so.
    if (error instanceof ConnectorError && error.code === "not-found") return undefined;
    throw error;
  });
  const expiresAt = sharing?.expiresAt;
  return {
    ...folder,
    sharing: run.tree.noteSharing(sharing),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}
