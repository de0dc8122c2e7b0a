import { wasMounted } from "../listing/follow-shortcuts.ts";
import { parentInFingerprint } from "../tree/fingerprint.ts";
import type { Changes } from "./read-change-logs.ts";
import type { Run } from "./run.ts";

/** What the last run left. */
interface Before {
  folders: ReadonlyMap<string, unknown>;
  targets: ReadonlyMap<string, string>;
}

/**
 * Documents that were not seen in this run, and may be gone, elsewhere, or other people's: each has
 * to be asked for by its id.
 */
export function documentsInDoubt(run: Run, changes: Changes, before: Before): Set<string> {
  const { knownIds, request, waiting, listed, tree, targets } = run;
  const inDoubt = new Set<string>(changes.keys());
  for (const [id, where] of before.targets) {
    if (wasMounted(where) && !wasMounted(targets.get(id) ?? "")) inDoubt.add(id);
  }
  for (const id of knownIds) {
    const parentId = parentInFingerprint(request.knownFingerprint(id));
    if (parentId === undefined) continue;
    // A run that was cut off may have found it in a folder that came and went since.
    const wasThere = before.folders.has(parentId) || run.isUnsure;
    const isFolderGone = wasThere && !tree.folders.has(parentId);
    // What a list of its folder did not show may be hidden from the account now.
    if (isFolderGone || listed.has(parentId)) inDoubt.add(id);
    // Of a folder that the account does not see no log tells.
    if (parentId === "" && !tree.scope.everything) inDoubt.add(id);
  }
  const now = run.api.serverTime();
  const isDue = (id: string) => (run.expiring.get(id) ?? Infinity) <= now;
  const ids = [...inDoubt].filter((id) => knownIds.has(id) && !waiting.has(id));
  return new Set([...ids, ...run.expiring.keys().filter(isDue)]);
}
