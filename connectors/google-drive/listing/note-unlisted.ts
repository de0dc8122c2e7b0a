import { fetchItem, type Run } from "../sync/run.ts";
import type { Folder } from "../tree/place.ts";
import { listBelow } from "./list-below.ts";
import { observe } from "./observe.ts";

/**
 * Looks again at folders and shortcuts whose folder is gone, or did not show them when it was
 * listed: they may be elsewhere, in the trash, or hidden from the account, and no log tells which.
 * False when there were none.
 */
export async function noteUnlisted(
  run: Run,
  before: ReadonlyMap<string, Folder>,
): Promise<boolean> {
  const { tree, seen, listed } = run;
  const isGone = (id: string) => before.has(id) && !tree.folders.has(id);
  const isUnsure = (id: string, parentId: string | undefined) =>
    parentId !== undefined &&
    (listed.has(parentId) || isGone(parentId)) &&
    !seen.has(id) &&
    !tree.scope.rootIds.has(id);
  for (let wereThere = false; ; wereThere = true) {
    const nodes = [...tree.folders, ...tree.shortcuts];
    const unsure = nodes.filter(([id, { parentId }]) => isUnsure(id, parentId));
    if (unsure.length === 0) return wereThere;
    const news: string[] = [];
    for (const [id, node] of unsure) {
      // Without any place there is nothing to ask for.
      const isPlaced = tree.placeOf({ id, ...node }) !== undefined;
      const item = isPlaced ? await fetchItem(run, id) : undefined;
      seen.add(id);
      tree.remove(id);
      if (item === undefined || item.trashed || tree.placeOf(item) === undefined) continue;
      if (await observe(run, item)) news.push(id);
    }
    await listBelow(run, news);
  }
}
