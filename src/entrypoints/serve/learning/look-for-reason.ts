import type { App } from "../../../app.ts";
import { findReason, type Reason } from "../../../learning/trigger/find-reason.ts";
import { holdLease } from "../../../sync/hold-lease.ts";
import { failed, finishRun } from "./finish-run.ts";

const LEASE = "learning";
const LOOKED = "learning-looked";
/** Telling how many labels are new means reading all answers. */
const LOOK_EVERY_MS = 3_600_000;
/** Longer than a process may be too busy learning to renew its lease. */
const SURELY_OVER_MS = 75 * 60_000;

/** Nothing, while another process does the same. */
export async function underLease(
  app: App,
  work: (lost: AbortSignal) => Promise<void>,
): Promise<void> {
  const lease = await holdLease(LEASE, app);
  if (lease === undefined) return;
  try {
    await work(lease.lost);
  } finally {
    await lease.release();
  }
}

/** Once an hour, whichever replica it is; undefined: nothing is to be done now. Call it under the lease. */
export async function lookForReason(app: App): Promise<Reason | undefined> {
  const { config, storage, now, answering: retrieve } = app;
  if (config.learning === undefined) return undefined;
  if ((await storage.leases.holder(LOOKED, now())) !== undefined) return undefined;
  await storage.leases.acquire(LOOKED, "everybody", LOOK_EVERY_MS, now());
  await endDead(app);
  return findReason(config.learning, { storage, retrieve, retention: config.retention, now });
}

/** Of what was killed nobody hears any more. */
async function endDead(app: App): Promise<void> {
  const [last] = await app.storage.learning.runs.list("retrieval", 1);
  if (last === undefined || last.end !== undefined) return;
  if (last.startedAt > app.now() - SURELY_OVER_MS) return;
  await finishRun(last, failed("The process that learned ended before it was done."), app);
}
