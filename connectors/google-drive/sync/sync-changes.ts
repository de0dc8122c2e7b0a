import type { SourceChange } from "../../connector.ts";
import { followShortcuts } from "../listing/follow-shortcuts.ts";
import { listChangedFolders } from "../listing/list-changed-folders.ts";
import { noteUnlisted } from "../listing/note-unlisted.ts";
import { isFolder, noteInherited, observe } from "../listing/observe.ts";
import type { Cursor } from "../tree/cursor.ts";
import { documentsInDoubt } from "./documents-in-doubt.ts";
import { findAgain } from "./find-again.ts";
import { processDocuments } from "./process-documents.ts";
import { type Changes, readChangeLogs } from "./read-change-logs.ts";
import type { Run } from "./run.ts";

/**
 * Reads what changed since the last run: first where everything lies now, and then, of the documents,
 * what may be other than it is known. False when the change logs do not tell, and everything has to
 * be listed.
 */
export async function* syncChanges(
  run: Run,
  cursor: Cursor,
): AsyncGenerator<SourceChange, boolean> {
  const { tree } = run;
  const before = { folders: new Map(tree.folders), targets: new Map(run.targets) };
  const changes = await readChangeLogs(run);
  if (changes === undefined) return false;
  await listChangedFolders(run, changes, new Set(cursor.touched));
  await noteChangedFiles(run, changes.files);
  // Shortcuts may lead to what was not to be found, and what was to shortcuts.
  do await followShortcuts(run);
  while (await noteUnlisted(run, before.folders));
  forgetLost(run);
  const inDoubt = [...documentsInDoubt(run, changes.files, before), ...(run.request.recheck ?? [])];
  // What is handed over from here on tells of a tree that is only kept when the run ends.
  if (run.waiting.size + inDoubt.length > 0) {
    yield { type: "checkpoint", cursor: JSON.stringify({ ...cursor, isUnfinished: true }) };
  }
  yield* findAgain(run, inDoubt);
  await noteInherited(run);
  yield* processDocuments(run);
  return true;
}

async function noteChangedFiles(run: Run, changes: Changes): Promise<void> {
  const { tree, waiting } = run;
  for (const item of changes.values()) {
    // What was listed since is newer.
    if (item === null || item.trashed || isFolder(item) || waiting.has(item.id)) continue;
    if (tree.placeOf(item) !== undefined) await observe(run, item);
    else tree.remove(item.id);
  }
}

/** Forgets what is not in scope any more. */
function forgetLost({ tree }: Run): void {
  for (const [id, folder] of [...tree.folders]) {
    if (tree.placeOf({ id, ...folder }) === undefined) tree.remove(id);
  }
  for (const [id, { parentId }] of [...tree.shortcuts]) {
    if (!tree.folders.has(parentId)) tree.remove(id);
  }
}
