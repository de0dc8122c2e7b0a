import type { Storage } from "../storage/storage.ts";
import type { VectorIndex } from "../vector-index/vector-index.ts";
import { syncLease } from "./hold-lease.ts";

interface GarbageDeps {
  storage: Pick<Storage, "sources" | "leases">;
  index: Pick<VectorIndex, "collectGarbage">;
  now: () => number;
}

/**
 * Drops vectors without a text, unless a source is being synced: between the removal and the
 * addition of a renamed document its vectors have no text for a moment.
 */
export async function collectGarbageWhenIdle(deps: GarbageDeps): Promise<void> {
  for (const { name } of await deps.storage.sources.list()) {
    const holder = await deps.storage.leases.holder(syncLease(name), deps.now());
    if (holder !== undefined) return;
  }
  await deps.index.collectGarbage();
}
