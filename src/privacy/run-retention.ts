import { setTimeout as sleep } from "node:timers/promises";
import { repeat } from "../conversation/run-jobs.ts";
import type { Storage } from "../storage/storage.ts";
import { holdLease } from "../sync/hold-lease.ts";
import type { Logger } from "../telemetry/logger.ts";
import { type EraseDeps, redoErasures } from "./erase-person.ts";
import { type RetainDeps, removeExpired } from "./retention.ts";

export type RetentionDeps = EraseDeps &
  RetainDeps & { storage: Pick<Storage, "leases">; logger: Logger };

const LOOK_EVERY_MS = 10 * 60_000;
const PAUSE_MS = 20;
/** A little less than a day, so that it does not wander. */
const DONE_FOR_MS = 23 * 3_600_000;
const LEASE = "retention";
const DONE = "retention-done";

/** Removes what has expired once a day, whichever replica it is, until `signal` aborts. */
export async function runRetention(deps: RetentionDeps, signal: AbortSignal): Promise<void> {
  const complaint = "What has expired could not be removed";
  await repeat(() => retainOnce(deps, signal), LOOK_EVERY_MS, complaint, deps.logger, signal);
}

/** Erasures that were cut short too; what a crash leaves undone is done at the next look. */
export async function retainOnce(deps: RetentionDeps, signal: AbortSignal): Promise<void> {
  const { storage, now, logger } = deps;
  await redoErasures(deps);
  if ((await storage.leases.holder(DONE, now())) !== undefined) return;
  const lease = await holdLease(LEASE, deps);
  if (lease === undefined) return;
  try {
    const stop = AbortSignal.any([signal, lease.lost]);
    const removed = await removeExpired(deps, () => sleep(PAUSE_MS), stop);
    if (stop.aborted) return;
    await storage.leases.acquire(DONE, "everybody", DONE_FOR_MS, now());
    const counts = removed.filter(({ expired }) => expired > 0);
    if (counts.length > 0) logger.info({ counts }, "What had expired was removed");
  } finally {
    await lease.release();
  }
}
