import type { SourceChange } from "../../connector.ts";
import { followShortcuts, wasMounted } from "../listing/follow-shortcuts.ts";
import { listBelow, listDrive } from "../listing/list-below.ts";
import { noteChangedFolders, noteLooseFolders } from "../listing/note-changed-folders.ts";
import { noteDrives, noteFolders } from "../listing/note-roots.ts";
import { noteUnlisted } from "../listing/note-unlisted.ts";
import { isFolder, observe } from "../listing/observe.ts";
import { parentInFingerprint } from "../tree/fingerprint.ts";
import { findAgain } from "./find-again.ts";
import { processDocuments } from "./process-documents.ts";
import { type Changes, readChangeLogs } from "./read-change-logs.ts";
import type { Run } from "./run.ts";

/**
 * Reads what changed since the last run. False when that cannot be told from the change logs, and
 * everything has to be listed.
 */
export async function* syncChanges(run: Run): AsyncGenerator<SourceChange, boolean> {
  const { tree } = run;
  const before = { folders: new Map(tree.folders), targets: new Map(run.targets) };
  const changes = await readChangeLogs(run);
  if (changes === undefined) return false;
  const changedDrives = await noteDrives(run);
  const changedFolders = new Set(await noteFolders(run));
  for (const id of await noteChangedFolders(run, changes)) changedFolders.add(id);
  for (const id of await noteLooseFolders(run)) changedFolders.add(id);
  // Shared and unshared since, a folder looks as it did; what was read of it in between may not.
  for (const id of changes.keys()) if (run.touchedBefore.has(id)) changedFolders.add(id);
  for (const id of changedDrives) await listDrive(run, id);
  await listBelow(
    run,
    [...changedFolders].filter((id) => tree.folders.has(id) && !run.listed.has(id)),
  );
  await noteUnlisted(run, before.folders);
  await noteChangedFiles(run, changes);
  await followShortcuts(run);
  await noteUnlisted(run, before.folders);
  const lost = forgetLost(run, before.folders);
  const targets = [...before.targets]
    .filter(([id, where]) => wasMounted(where) && !wasMounted(run.targets.get(id) ?? ""))
    .map(([id]) => id);
  yield* findAgain(run, [
    ...affected(run, changes, lost, targets),
    ...dueReaders(run),
    ...(run.request.recheck ?? []),
  ]);
  yield* processDocuments(run);
  return true;
}

async function noteChangedFiles(run: Run, changes: Changes): Promise<void> {
  const { tree, items } = run;
  for (const item of changes.values()) {
    // What was listed since is newer.
    if (item === null || item.trashed || isFolder(item) || items.has(item.id)) continue;
    if (tree.placeOf(item) !== undefined) await observe(run, item);
    else tree.remove(item.id);
  }
}

/** Forgets what is not in scope any more; returns the folders that were. */
function forgetLost({ tree }: Run, before: ReadonlyMap<string, unknown>): Set<string> {
  for (const [id, folder] of [...tree.folders]) {
    if (tree.placeOf({ id, ...folder }) === undefined) tree.remove(id);
  }
  for (const [id, { parentId }] of [...tree.shortcuts]) {
    if (!tree.folders.has(parentId)) tree.remove(id);
  }
  return new Set(before.keys().filter((id) => !tree.folders.has(id)));
}

/** Documents that are gone, moved away, or lay in a folder or behind a shortcut that is. */
function affected(
  run: Run,
  changes: Changes,
  lost: ReadonlySet<string>,
  targets: Iterable<string>,
): Set<string> {
  const { knownIds, request, items, listed, tree } = run;
  const ids = new Set<string>(targets);
  for (const id of changes.keys()) ids.add(id);
  for (const id of knownIds) {
    const parentId = parentInFingerprint(request.knownFingerprint(id));
    // What a list of its folder did not show may be hidden from the account now.
    if (parentId !== undefined && (lost.has(parentId) || listed.has(parentId))) ids.add(id);
    // Of a folder that the account does not see no log tells.
    if (parentId === "" && !tree.scope.everything) ids.add(id);
  }
  return new Set([...ids].filter((id) => knownIds.has(id) && !items.has(id)));
}

/** Documents that somebody's time is over for. */
function dueReaders({ expiring, api }: Run): string[] {
  const now = api.serverTime();
  return [...expiring].filter(([, at]) => at <= now).map(([id]) => id);
}
