import type { SourceChange } from "../../connector.ts";
import { listBelow } from "../listing/list-below.ts";
import { noteUnlistedDrive } from "../listing/note-roots.ts";
import { isFolder, observeFolder } from "../listing/observe.ts";
import type { DriveItem } from "../tree/drive-item.ts";
import { describeDocument } from "./describe-document.ts";
import { readAhead } from "./read-ahead.ts";
import { fetchItem, type Run } from "./run.ts";

const AT_ONCE = 4;

/**
 * Asks Drive for each of these documents by its id: what is still in scope is noted to be handed
 * over, and what is not is removed.
 */
export async function* findAgain(run: Run, ids: Iterable<string>): AsyncGenerator<SourceChange> {
  const { waiting, knownIds, tree, request, expiring } = run;
  const missing = [...new Set(ids)].filter((id) => !waiting.has(id));
  const foldersBefore = new Set(tree.folders.keys());
  const absent = new Set<string>();
  const found = readAhead(missing, AT_ONCE, async (id) => ({ id, item: await fetchItem(run, id) }));
  for await (const { id, item } of found) {
    request.signal.throwIfAborted();
    if (item?.driveId !== undefined) await noteUnlistedDrive(run, item.driveId);
    if (item !== undefined && !item.trashed) await noteFoldersAbove(run, item, absent);
    if (item !== undefined && describeDocument(run, item) !== undefined) waiting.set(id, item);
    else {
      expiring.delete(id);
      const isAsked = knownIds.has(id) || request.recheck?.includes(id) === true;
      const isDeleted = item?.trashed === true;
      if (isAsked) yield { type: "document-removed", documentId: id, isDeleted };
    }
  }
  const adopted = tree.folders.entries().filter(([id]) => !foldersBefore.has(id));
  const inScope = adopted.filter(([id, folder]) => tree.placeOf({ id, ...folder }) !== undefined);
  await listBelow(
    run,
    inScope.map(([id]) => id),
  );
}

/** A list may be late: folders that it did not show are asked for, as far up as they are not known. */
async function noteFoldersAbove(run: Run, item: DriveItem, absent: Set<string>): Promise<void> {
  const { tree } = run;
  let { parentId } = item;
  while (parentId !== undefined && !tree.folders.has(parentId) && !absent.has(parentId)) {
    const folder = await fetchItem(run, parentId);
    if (folder === undefined || folder.trashed || !isFolder(folder)) {
      absent.add(parentId);
      return;
    }
    await observeFolder(run, folder);
    parentId = folder.parentId;
  }
}
