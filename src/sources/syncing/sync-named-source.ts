import type { Connector } from "../../../connectors/connector.ts";
import type { SourceRecord } from "../../storage/storage.ts";
import { type SyncOptions, type SyncReport, syncSource } from "../../sync/sync-source.ts";
import { openConnector } from "../open-connector.ts";
import { AdminError, requireSource, type SourcesDeps } from "../sources-deps.ts";

export interface NamedSyncOptions extends SyncOptions {
  /** False leaves the vectors to a running server. */
  wait: boolean;
}

/** Syncs one source now, also a paused one. @throws AdminError when it is unknown or misconfigured */
export async function syncNamedSource(
  name: string,
  { wait, ...options }: NamedSyncOptions,
  deps: SourcesDeps,
): Promise<SyncReport> {
  const source = await requireSource(name, deps);
  const connector = await openOrNote(source, deps);
  return syncSource(source, connector, wait ? deps : { ...deps, embedder: undefined }, options);
}

/** What is wrong with the settings stands where the sync's other troubles do, until the next is due. */
async function openOrNote(source: SourceRecord, deps: SourcesDeps): Promise<Connector> {
  try {
    return openConnector(source, deps);
  } catch (error) {
    if (error instanceof AdminError) {
      const at = deps.now();
      const change = {
        lastSyncStartedAt: at,
        lastSyncFinishedAt: at,
        lastSyncError: error.message,
      };
      await deps.storage.sources.update(source.name, change);
    }
    throw error;
  }
}
