import { type SyncOptions, type SyncReport, syncSource } from "../sync/sync-source.ts";
import { openConnector } from "./open-connector.ts";
import { requireSource, type SourcesDeps } from "./sources-deps.ts";

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
  const connector = openConnector(source, deps);
  return syncSource(source, connector, wait ? deps : { ...deps, embedder: undefined }, options);
}
