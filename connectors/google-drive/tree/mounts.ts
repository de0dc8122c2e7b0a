import type { Place, Shortcut } from "./place.ts";

type FindPlace = (folderId: string, mounted: ReadonlyMap<string, string>) => Place | undefined;

/**
 * Which targets of shortcuts are read where their shortcut lies. Found in rounds: a shortcut counts
 * once its folder has a place, and a folder that has one needs no shortcut, so circles come to rest.
 */
export function createMounts(shortcuts: ReadonlyMap<string, Shortcut>, placeOf: FindPlace) {
  let found: ReadonlyMap<string, string> | undefined;

  function findAll(): ReadonlyMap<string, string> {
    const mounted = new Map<string, string>();
    // Of several shortcuts to one target the one with the first id counts, whoever lists them.
    const waiting = [...shortcuts].sort(([a], [b]) => (a < b ? -1 : 1));
    for (;;) {
      const round = new Map<string, string>();
      for (const [, { parentId, targetId, isFolder }] of waiting) {
        if (mounted.has(targetId) || round.has(targetId)) continue;
        if (placeOf(parentId, mounted) === undefined) continue;
        if (isFolder && placeOf(targetId, mounted) !== undefined) continue;
        round.set(targetId, parentId);
      }
      if (round.size === 0) return mounted;
      for (const [targetId, parentId] of round) mounted.set(targetId, parentId);
    }
  }

  return {
    /** The folder of the shortcut, by the target's id. Files that lie in scope anyway are among them. */
    find(): ReadonlyMap<string, string> {
      found ??= findAll();
      return found;
    },
    reset(): void {
      found = undefined;
    },
  };
}
