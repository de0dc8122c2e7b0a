import type { SyncRun } from "./sync-run.ts";

const HELD_FROM = 20;
const HELD_ABOVE_SHARE = 0.2;

/**
 * What a run finds gone of all that was indexed `before` it. So many removals that they look like a
 * source that went away rather than like people tidying up are held until an admin confirms them.
 */
export function collectRemovals({ source, options, applier, deps }: SyncRun, before: Set<string>) {
  /** Reported as gone since the last checkpoint, and whether the source calls it deleted. */
  const gone = new Map<string, boolean>();
  const hidden = new Set<string>();
  const unnamed = new Set<string>();
  const held = () => hidden.size + unnamed.size;

  /** Whether `more` are too many, or the last that there were and only not to be found. */
  function brakes(more: number, areDeleted: boolean): boolean {
    if (more === 0 || options.confirmRemovals === true) return false;
    const removals = applier.counts.removed + held() + more;
    const isMuch = removals >= HELD_FROM && removals > before.size * HELD_ABOVE_SHARE;
    const isAll = applier.known.size === held() + more;
    return isMuch || (isAll && !areDeleted);
  }

  return {
    held,

    /** The source says that a document is gone. */
    async report(documentId: string, isDeleted = false): Promise<void> {
      if (before.has(documentId)) gone.set(documentId, isDeleted);
      else await applier.remove(documentId);
    },

    /** It is there after all. */
    takeBack(documentId: string): void {
      gone.delete(documentId);
      hidden.delete(documentId);
      unnamed.delete(documentId);
    },

    /** Removes or holds what was reported. */
    async settle(): Promise<void> {
      const areDeleted = [...gone.values()].every((isDeleted) => isDeleted);
      const kept = brakes(gone.size, areDeleted) ? [...gone.keys()] : [];
      // Noted before any is hidden: whatever ends this run, the next one looks for all of them.
      if (kept.length > 0) await noteHeld(held() + kept.length);
      for (const documentId of gone.keys()) {
        const record = applier.known.get(documentId);
        if (kept.length === 0) await applier.remove(documentId);
        else if (record !== undefined) {
          // It may have been taken from those who could read it: until it is clear, it is nobody's.
          await applier.setStanding(record, { readableBy: [] });
          hidden.add(documentId);
        }
      }
      gone.clear();
    },

    /** Removes or holds what a run that names everything did not name; it stays readable. */
    async settleMissing(named: ReadonlySet<string>): Promise<void> {
      for (const documentId of [...applier.failures.ids()]) {
        if (!named.has(documentId)) applier.failures.forget(documentId);
      }
      const isLeft = (id: string) => applier.known.has(id) && !hidden.has(id);
      const missing = [...before].filter((id) => isLeft(id) && !named.has(id));
      const isHeld = brakes(missing.length, false);
      for (const documentId of missing) {
        if (isHeld) unnamed.add(documentId);
        else await applier.remove(documentId);
      }
    },

    /** The run came to its end. */
    noteEnd: () => noteHeld(held()),

    /** One sentence for the admin; undefined when nothing is held. */
    describeHeld(): string | undefined {
      if (held() === 0) return undefined;
      const loss = `${source.name} would lose ${held()} of its ${before.size} documents, so none of these was removed`;
      const confirm = `if they are meant to go, run \`sync ${source.name} --confirm-removals\``;
      return hidden.size === 0
        ? `${loss} and all can still be read: bring them back, or, ${confirm}.`
        : `${loss}, but nobody can read ${hidden.size === held() ? "them" : `${hidden.size} of them`} until a sync finds them at the source again: wait for that, or, ${confirm}.`;
    },
  };

  function noteHeld(heldRemovals: number): Promise<void> {
    return deps.storage.sources.update(source.name, { heldRemovals });
  }
}
