import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { Storage } from "../storage/storage.ts";

const TTL_MS = 60_000;
const RENEW_MS = 15_000;
const RETRY_MS = 200;
/** Tells this process from one that had the same pid before it, as in a restarted container. */
const PROCESS_ID = randomUUID();
let machine = hostname();

/**
 * For machines that share a name, as those of Lambda do: who lives on another one cannot be told, so
 * its leases run out by their time alone.
 */
export function nameMachine(name: string): void {
  machine = name;
}

/** Held by a serving process. */
export const SERVE_LEASE = "serve";

/** The lease under which a source is synced, and changed by its admin. */
export function syncLease(source: string): string {
  return `sync:${source}`;
}

export interface Lease {
  /** Aborts when the lease could not be renewed in time: somebody else may hold it now. */
  lost: AbortSignal;
  release(): Promise<void>;
}

export interface LeaseDeps {
  storage: { leases: Storage["leases"] };
  now: () => number;
}

/** Holds a lease, renewed until it is released; undefined when somebody else holds it. */
export async function holdLease(name: string, deps: LeaseDeps): Promise<Lease | undefined> {
  const { leases } = deps.storage;
  const owner = [machine, process.pid, PROCESS_ID, randomUUID()].join(" ");
  const acquire = () => leases.acquire(name, owner, TTL_MS, deps.now());
  if (!(await acquire())) {
    const holder = await leases.holder(name, deps.now());
    if (holder !== undefined && isAlive(holder)) return undefined;
    if (holder !== undefined) await leases.release(name, holder);
    if (!(await acquire())) return undefined;
  }
  const lost = new AbortController();
  let renewedAt = deps.now();
  const timer = setInterval(async () => {
    // A database that is busy for a moment is tried again while the lease still runs.
    const held = await acquire().catch(() => deps.now() - renewedAt < TTL_MS);
    if (!held) lost.abort();
    else renewedAt = deps.now();
  }, RENEW_MS);
  timer.unref();
  return {
    lost: lost.signal,
    async release() {
      clearInterval(timer);
      // A lease that cannot be given back runs out by itself.
      await leases.release(name, owner).catch(() => undefined);
    },
  };
}

/** Waits for a lease that somebody else holds; undefined when it is not free after `waitMs`. */
export async function awaitLease(
  name: string,
  deps: LeaseDeps,
  { waitMs, signal }: { waitMs: number; signal?: AbortSignal },
): Promise<Lease | undefined> {
  for (let waitedMs = 0; ; waitedMs += RETRY_MS) {
    const lease = await holdLease(name, deps);
    if (lease !== undefined || waitedMs >= waitMs) return lease;
    await sleep(RETRY_MS, undefined, signal === undefined ? {} : { signal });
  }
}

/** A holder on this machine whose process is gone was killed: its lease need not run out first. */
function isAlive(holder: string): boolean {
  const [host, pid, processId] = holder.split(" ");
  if (host !== machine || pid === undefined) return true;
  if (Number(pid) === process.pid) return processId === PROCESS_ID;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
