import type { Changes, LoggedChanges } from "../sync/read-change-logs.ts";
import type { Run } from "../sync/run.ts";
import type { DriveItem } from "../tree/drive-item.ts";
import { listBelow, listDrive } from "./list-below.ts";
import { noteDrives, noteFolder, noteFolders } from "./note-roots.ts";
import { compareFolder, isFolder, toFolder } from "./observe.ts";

/**
 * Brings all folders up to date, and lists those whose content may be other than it was, or other
 * people's. `touched`: those above what the last run handed over.
 */
export async function listChangedFolders(
  run: Run,
  { files, driveIds }: LoggedChanges,
  touched: ReadonlySet<string>,
): Promise<void> {
  const { tree, listed } = run;
  const isTouched = (id: string) => run.isUnsure || touched.has(id);
  const drives = new Set(await noteDrives(run));
  const changed = new Set([
    ...(await noteFolders(run)),
    ...(await noteLoggedFolders(run, files)),
    ...(await noteLooseFolders(run)),
    // Shared and unshared since, it looks as it did; what was read of it in between may not.
    ...[...files.keys(), ...driveIds].filter(isTouched),
  ]);
  for (const id of drives) await listDrive(run, id);
  await listBelow(
    run,
    [...changed].filter((id) => tree.folders.has(id) && !listed.has(id)),
  );
}

/** Brings the folders that the logs name up to date; returns those that are not as they were. */
async function noteLoggedFolders(run: Run, changes: Changes): Promise<string[]> {
  const { tree } = run;
  const before = new Map(tree.folders);
  const present: DriveItem[] = [];
  for (const [id, item] of changes) {
    if (item === null || item.trashed) tree.remove(id);
    else if (isFolder(item)) present.push(item);
  }
  // All of them first: any may lie in any other.
  for (const item of present) {
    if (isRoot(run, item)) continue;
    const sharing = before.get(item.id)?.sharing ?? "";
    tree.setFolder(item.id, { ...toFolder(item), sharing });
  }
  const inScope = present.filter((item) => tree.placeOf(item) !== undefined);
  for (const { id, ...item } of present) {
    if (tree.placeOf({ id, ...item }) === undefined) tree.remove(id);
  }
  const changed: string[] = [];
  for (const item of inScope) {
    if (isRoot(run, item)) continue;
    if (await compareFolder(run, item, before.get(item.id))) changed.push(item.id);
  }
  return changed;
}

/** They were looked at by themselves. */
function isRoot({ tree }: Run, { id }: DriveItem): boolean {
  return tree.scope.rootIds.has(id);
}

/**
 * Looks again at folders that change without a word in the logs: somebody's time is over, or they
 * lie in folders that the account does not see.
 */
async function noteLooseFolders(run: Run): Promise<string[]> {
  const { tree, api } = run;
  const now = api.serverTime();
  const changed: string[] = [];
  for (const [id, { expiresAt = Infinity, parentId = "" }] of [...tree.folders]) {
    // Those that a shortcut brought in are looked at with it.
    if (tree.scope.rootIds.has(id) || tree.mounts().has(id)) continue;
    const isHidden = !tree.folders.has(parentId) && !tree.scope.everything;
    if (expiresAt > now && !isHidden) continue;
    if ((await noteFolder(run, id)) || run.isUnsure) changed.push(id);
  }
  return changed;
}
