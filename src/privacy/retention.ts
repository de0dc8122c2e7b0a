import type {
  KindDescription,
  PrivacyStorage,
  Retention,
} from "../storage/ports/privacy-storage.ts";

export interface RetainDeps {
  storage: { privacy: PrivacyStorage };
  retention: Retention;
  now: () => number;
}

export interface RetainedKind {
  kind: string;
  /** Null: for ever, or not by time. */
  days: number | null;
  /** How much is older than that. */
  expired: number;
}

const DAY_MS = 86_400_000;
/** Small, so that whoever else writes gets their turn. */
const PORTION = 200;

/** How much of each kind is older than it is to be. */
export async function countExpired(deps: RetainDeps): Promise<RetainedKind[]> {
  return eachKind(deps, (kind, before) => deps.storage.privacy.countExpired(kind, before));
}

/** Removes it, in portions, with `pause` between them; what was removed. */
export async function removeExpired(
  deps: RetainDeps,
  pause: () => Promise<unknown>,
  stop?: AbortSignal,
): Promise<RetainedKind[]> {
  const { privacy } = deps.storage;
  const removed = await eachKind(deps, async (kind, before) => {
    let count = 0;
    while (stop?.aborted !== true) {
      const portion = await privacy.removeExpired(kind, before, PORTION);
      if (portion === 0) break;
      count += portion;
      await pause();
    }
    return count;
  });
  if (removed.some(({ expired }) => expired > 0)) await privacy.scrub();
  return removed;
}

/** Until when a kind is kept, in days; undefined where that is no matter of time. */
function daysOf({ until }: KindDescription, retention: Retention): number | undefined {
  if (typeof until === "string") return undefined;
  return "kept" in until ? retention[until.kept] || undefined : until.fixedDays;
}

async function eachKind(
  { storage, retention, now }: RetainDeps,
  work: (kind: string, before: number) => Promise<number>,
): Promise<RetainedKind[]> {
  const kinds: RetainedKind[] = [];
  for (const kind of storage.privacy.kinds) {
    if (typeof kind.until === "string") continue;
    const days = daysOf(kind, retention);
    const expired = days === undefined ? 0 : await work(kind.name, now() - days * DAY_MS);
    kinds.push({ kind: kind.name, days: days ?? null, expired });
  }
  return kinds;
}
