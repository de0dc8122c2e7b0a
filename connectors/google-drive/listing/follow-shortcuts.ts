import { hash } from "../../shared/state/hash.ts";
import { fetchItem, type Run } from "../sync/run.ts";
import { listBelow } from "./list-below.ts";
import { followChanges } from "./note-roots.ts";
import { isFolder, observe } from "./observe.ts";

/** A target that needs no looking after: it lies in scope by itself. */
const IN_SCOPE = "";
/** Somebody may share it again, or take it out of the trash. */
const ABSENT = "-";

/**
 * Notes what shortcuts lead to as if it lay where they do, each target once. What lies elsewhere is
 * looked at in every run: the folders above it are not in scope, and nothing would tell of them.
 */
export async function followShortcuts(run: Run): Promise<void> {
  const { tree, targets, waiting } = run;
  const followed = new Set<string>();
  for (;;) {
    const mounts = tree.mounts();
    const unmounted = [...targets.keys()].filter((id) => !mounts.has(id));
    for (const id of unmounted) targets.delete(id);
    const moved = unmounted.filter((id) => isPlacedFolder(run, id));
    // What lies below is found elsewhere now, and other shortcuts may with it.
    if (moved.length > 0) {
      await listBelow(run, moved);
      continue;
    }
    // One after the other: what is listed below a target may bring further shortcuts.
    const targetId = mounts.keys().find((id) => !followed.has(id));
    if (targetId === undefined) return;
    followed.add(targetId);
    const isNoted = waiting.has(targetId) || tree.folders.has(targetId);
    if (targets.get(targetId) === IN_SCOPE && !isNoted) continue;
    await follow(run, targetId);
  }
}

async function follow(run: Run, targetId: string): Promise<void> {
  const item = run.waiting.get(targetId) ?? (await fetchItem(run, targetId));
  if (item === undefined || item.trashed) {
    run.targets.set(targetId, ABSENT);
    run.tree.remove(targetId);
    return;
  }
  await followChanges(run, item.driveId);
  const isChanged = (await observe(run, item)) || run.isUnsure;
  const before = run.targets.get(targetId);
  noteTarget(run, item);
  if (isFolder(item) && (isChanged || before !== run.targets.get(targetId))) {
    await listBelow(run, [targetId]);
  }
}

/** Whether only a shortcut brought something into scope, when a run left this word of it. */
export function wasMounted(where: string): boolean {
  return where !== IN_SCOPE && where !== ABSENT;
}

function isPlacedFolder({ tree }: Run, id: string): boolean {
  const folder = tree.folders.get(id);
  return folder !== undefined && tree.placeOf({ id, ...folder }) !== undefined;
}

/** Keeps where something is, and who sees that, if only a shortcut brings it there. */
export function noteTarget(run: Run, item: Parameters<Run["tree"]["placeOf"]>[0]): void {
  const { tree, targets } = run;
  const parentId = tree.mounts().get(item.id);
  if (parentId === undefined) return;
  const where = tree.liesInScope(item)
    ? IN_SCOPE
    : hash([...tree.above(parentId)].flatMap(({ id, name, sharing }) => [id, name, sharing]));
  targets.set(item.id, where);
}
