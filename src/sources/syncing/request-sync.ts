import type { Queue } from "../../queue/queue.ts";
import { syncLease } from "../../sync/hold-lease.ts";
import { requireSource, type SourcesDeps, writeAudit } from "../sources-deps.ts";

export const SYNC_JOB = "sync-source";

/** A sync that somebody asked for, as it waits for a running server to do it. */
export interface RequestedSync {
  source: string;
  /** Reads every document again. */
  full: boolean;
  /** Lets it remove more than the brake allows. */
  confirmRemovals: boolean;
}

/**
 * Asks for a sync that any running server does, this one or another; also of a paused source.
 * `running` when one goes on already that does the same. @throws AdminError when there is no such source
 */
export async function requestSync(
  request: RequestedSync,
  actor: string,
  deps: Pick<SourcesDeps, "storage" | "now"> & { queue: Queue },
): Promise<"requested" | "running"> {
  const { source: name, full, confirmRemovals } = request;
  await requireSource(name, deps);
  const runs = (await deps.storage.leases.holder(syncLease(name), deps.now())) !== undefined;
  if (runs && !full && !confirmRemovals) return "running";
  const options = [full ? "full" : "", confirmRemovals ? "removals" : ""];
  const key = [name, ...options].filter(Boolean).join(":");
  // One after the other: the second would only find that the first goes on.
  const job = { kind: SYNC_JOB, key, group: `${SYNC_JOB}:${name}`, payload: request };
  if (await deps.queue.enqueue(job)) {
    await writeAudit(actor, "source.sync-requested", { name, full, confirmRemovals }, deps);
  }
  return "requested";
}
