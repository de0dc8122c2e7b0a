import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { App } from "../../app.ts";
import { StorageError } from "../../storage/storage-error.ts";
import { SERVE_LEASE } from "../../sync/hold-lease.ts";

const TTL_MS = 15_000;

/**
 * Shows others, `restore` above all, that somebody serves from this state.
 * @throws StorageError once it has moved to another database
 */
export async function keepServeLease(app: App, signal: AbortSignal): Promise<void> {
  const owner = randomUUID();
  while (!signal.aborted) {
    // Of several serving processes one holds it, and another takes over when that one ends.
    await app.storage.leases.acquire(SERVE_LEASE, owner, TTL_MS, app.now()).catch(goOnUnlessMoved);
    await sleep(TTL_MS / 3, undefined, { signal }).catch(() => undefined);
  }
  await app.storage.leases.release(SERVE_LEASE, owner);
}

function goOnUnlessMoved(error: unknown): void {
  if (error instanceof StorageError && error.code === "moved") throw error;
}
