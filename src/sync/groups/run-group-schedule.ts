import { setTimeout as sleep } from "node:timers/promises";
import type { MembershipReader } from "../../access/groups/create-membership-reader.ts";
import type { GroupSyncRecord, Storage } from "../../storage/storage.ts";
import type { Logger } from "../../telemetry/logger.ts";

export interface GroupScheduleDeps {
  storage: Pick<Storage, "groups">;
  membership: MembershipReader;
  /** Sources that have groups, each with those that are in use now. */
  sources: () => Promise<{ name: string; wanted: string[] }[]>;
  /** Asks one source; a lease keeps other replicas from doing the same. */
  sync: (source: string, signal: AbortSignal) => Promise<unknown>;
  everyMs: number;
  logger: Logger;
  now: () => number;
}

/** How soon it is seen that a sync brought groups that nobody was asked for yet. */
const LOOK_MS = 30_000;
/** A process that starts looks at once, unless another one did just now. */
const JUST_NOW_MS = 60_000;

/** Sources that are to be asked now who is in their groups; `begunAt` is when a process that runs on began. */
export async function listDueGroupSources(
  {
    storage,
    sources,
    everyMs,
    now,
  }: Pick<GroupScheduleDeps, "storage" | "sources" | "everyMs" | "now">,
  begunAt = Number.NEGATIVE_INFINITY,
): Promise<string[]> {
  const last = new Map((await storage.groups.syncs.list()).map((one) => [one.source, one]));
  const isDue = (run: GroupSyncRecord | undefined, wanted: readonly string[]): boolean => {
    if (run === undefined) return wanted.length > 0;
    const known = new Set(run.wanted);
    if (wanted.some((group) => !known.has(group))) return true;
    const restMs = run.startedAt < begunAt ? Math.min(JUST_NOW_MS, everyMs) : everyMs;
    return now() - run.startedAt >= restMs;
  };
  const due = (await sources()).filter(({ name, wanted }) => isDue(last.get(name), wanted));
  return due.map(({ name }) => name);
}

/** Asks sources who is in their groups when that is due, until aborted. */
export async function runGroupSchedule(
  deps: GroupScheduleDeps,
  { signal, lookMs = LOOK_MS }: { signal: AbortSignal; lookMs?: number },
): Promise<void> {
  const { logger, now } = deps;
  const running = new Map<string, Promise<void>>();
  const told = new Set<string>();
  const begunAt = now();
  while (!signal.aborted) {
    try {
      for (const name of await listDueGroupSources(deps, begunAt)) {
        if (running.has(name)) continue;
        running.set(
          name,
          syncOne(name).finally(() => running.delete(name)),
        );
      }
      await tellStale();
    } catch (error) {
      // A database that is away for a moment must not end the schedule.
      logger.error({ error }, "It could not be told which groups are due");
    }
    await sleep(lookMs, undefined, { signal }).catch(() => undefined);
  }
  await Promise.all(running.values());

  async function syncOne(name: string): Promise<void> {
    try {
      await deps.sync(name, signal);
    } catch (error) {
      logger.error({ error, source: name }, "Groups could not be synced");
    }
  }

  /** Once for each time that a group's members cease to count. */
  async function tellStale(): Promise<void> {
    const { groups } = await deps.membership();
    for (const { principal, source, state, error } of groups.values()) {
      if (state !== "stale") told.delete(principal);
      else if (!told.has(principal)) {
        told.add(principal);
        logger.warn(
          { principal, source, reason: error },
          "A group counts no longer: nobody could say for too long who is in it",
        );
      }
    }
  }
}
