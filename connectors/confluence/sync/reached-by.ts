import { pageName } from "../site/fingerprint.ts";
import { placeHash } from "../site/places.ts";
import { isAttachmentId } from "./is-gone.ts";
import type { Run } from "./run.ts";

/**
 * Stored documents that a change reaches without being modified themselves: all below a page that
 * was moved, renamed, restricted or is gone, its files, and pages that show a part of any of these
 * or did not find it when they were read.
 */
export function reachedBy(
  run: Run,
  changed: ReadonlySet<string>,
  gone: ReadonlySet<string>,
): Set<string> {
  const reached = new Set<string>();
  if (changed.size + gone.size === 0) return reached;
  const below = new Map<string, string[]>();
  const shownBy = new Map<string, string[]>();
  for (const id of run.knownIds) {
    const mark = run.markOf(id);
    for (const parentId of mark?.parentIds ?? []) push(below, parentId, id);
    for (const include of mark?.includes ?? []) push(shownBy, include.id, id);
  }
  const displaced = [...gone, ...[...changed].filter((id) => isDisplaced(run, id))];
  for (let id = displaced.pop(); id !== undefined; id = displaced.pop()) {
    for (const child of below.get(id) ?? []) {
      if (reached.has(child)) continue;
      reached.add(child);
      if (!isAttachmentId(child)) displaced.push(child);
    }
  }
  for (const id of [...changed, ...gone, ...reached]) {
    for (const name of [id, nameOf(run, id)]) {
      for (const other of shownBy.get(name ?? "") ?? []) reached.add(other);
    }
  }
  for (const id of [...changed, ...gone]) reached.delete(id);
  return reached;
}

function isDisplaced({ site, places, markOf }: Run, id: string): boolean {
  const known = markOf(id)?.place;
  if (known === undefined) return false;
  // When it was restricted is not told: with this edit, for all we know.
  const restriction = site.restrictions.get(id) ?? "none";
  const node = site.nodes.get(id);
  const place = node === undefined ? undefined : places.of(node);
  return restriction !== "none" || place === undefined || placeHash(place) !== known;
}

/** What pages that include it by its title call it. */
function nameOf({ site, spaces }: Run, id: string): string | undefined {
  const node = site.nodes.get(id);
  const key = spaces.get(node?.spaceId ?? "")?.key;
  return node === undefined || key === undefined ? undefined : pageName(key, node.title);
}

function push(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
