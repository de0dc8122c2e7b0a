import type { SyncRun } from "./sync-run.ts";

const HELD_FROM = 20;
const HELD_ABOVE_SHARE = 0.2;

/**
 * What a run finds gone of all that was indexed `before` it. So many removals that they look like a
 * source that went away rather than like people tidying up are held until an admin confirms them.
 */
export function collectRemovals({ source, options, applier }: SyncRun, before: Set<string>) {
  /** Reported as gone since the last checkpoint; how many they are decides whether they go. */
  const gone = new Set<string>();
  const held = new Set<string>();

  function brakes(more: number): boolean {
    const removals = applier.counts.removed + held.size + more;
    const isMuch = removals >= HELD_FROM && removals > before.size * HELD_ABOVE_SHARE;
    return isMuch && options.confirmRemovals !== true;
  }

  return {
    held: (): number => held.size,

    /** The source says that a document is gone. */
    async report(documentId: string): Promise<void> {
      if (before.has(documentId)) gone.add(documentId);
      else await applier.remove(documentId);
    },

    /** It is there after all. */
    takeBack(documentId: string): void {
      gone.delete(documentId);
      held.delete(documentId);
    },

    /** Removes or holds what was reported. */
    async settle(): Promise<void> {
      const isHeld = brakes(gone.size);
      for (const documentId of gone) {
        const kept = applier.known.get(documentId);
        if (!isHeld) await applier.remove(documentId);
        else if (kept !== undefined) {
          // It may have been taken from those who could read it: until it is clear, it is nobody's.
          await applier.setStanding(kept, { readableBy: [] });
          held.add(documentId);
        }
      }
      gone.clear();
    },

    /** Removes or holds what a run that names everything did not name; it stays readable. */
    async settleMissing(named: ReadonlySet<string>): Promise<void> {
      for (const documentId of [...applier.failures.ids()]) {
        if (!named.has(documentId)) applier.failures.forget(documentId);
      }
      const isLeft = (id: string) => applier.known.has(id) && !held.has(id);
      const missing = [...before].filter((id) => isLeft(id) && !named.has(id));
      const isHeld = brakes(missing.length);
      for (const documentId of missing) {
        if (isHeld) held.add(documentId);
        else await applier.remove(documentId);
      }
    },

    /** One sentence for the admin; undefined when nothing is held. */
    describeHeld(): string | undefined {
      if (held.size === 0) return undefined;
      return `${source.name} would lose ${held.size} of its ${before.size} documents, so none of these was removed: if they are meant to go, run \`sync ${source.name} --confirm-removals\`.`;
    },
  };
}
