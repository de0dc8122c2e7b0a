import type { Changes } from "../sync/read-change-logs.ts";
import type { Run } from "../sync/run.ts";
import type { DriveItem } from "../tree/drive-item.ts";
import { noteFolder } from "./note-roots.ts";
import { compareFolder, isFolder, toFolder } from "./observe.ts";

/** Brings the folders that changed up to date; returns those whose content has to be looked at. */
export async function noteChangedFolders(run: Run, changes: Changes): Promise<string[]> {
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
export async function noteLooseFolders(run: Run): Promise<string[]> {
  const { tree, api } = run;
  const now = api.serverTime();
  const changed: string[] = [];
  for (const [id, { expiresAt = Infinity, parentId = "" }] of [...tree.folders]) {
    // Those that a shortcut brought in are looked at with it.
    if (tree.scope.rootIds.has(id) || tree.mounts().has(id)) continue;
    const isHidden = !tree.folders.has(parentId) && !tree.scope.everything;
    if (expiresAt > now && !isHidden) continue;
    if (await noteFolder(run, id)) changed.push(id);
  }
  return changed;
}
