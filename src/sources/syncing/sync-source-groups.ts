import type { Connector } from "../../../connectors/connector.ts";
import { type GroupSyncReport, syncGroups } from "../../sync/groups/sync-groups.ts";
import { wantedGroups } from "../../sync/groups/wanted-groups.ts";
import { openConnector } from "../open-connector.ts";
import { AdminError, type SourcesDeps } from "../sources-deps.ts";

type Ask = NonNullable<Connector["groups"]>;

/** What a source that has groups is to be asked. */
export interface GroupSource {
  name: string;
  ask: Ask;
  wanted: string[];
}

/** Sources that say who is in their groups, paused ones too: their documents are still shown. */
export async function listGroupSources(deps: SourcesDeps): Promise<GroupSource[]> {
  const found = new Map<string, Ask>();
  for (const source of await deps.storage.sources.list()) {
    const connector = openOrSkip(source, deps);
    const ask = connector?.groups;
    if (ask !== undefined) found.set(source.name, ask.bind(connector));
  }
  if (found.size === 0) return [];
  const wanted = await wantedGroups([...found.keys()], deps.storage);
  return [...found].map(([name, ask]) => ({ name, ask, wanted: wanted.get(name) ?? [] }));
}

/** What is wrong with its settings is said where its documents are synced. */
function openOrSkip(
  source: Parameters<typeof openConnector>[0],
  deps: SourcesDeps,
): Connector | undefined {
  try {
    return openConnector(source, deps);
  } catch (error) {
    if (error instanceof AdminError) return undefined;
    throw error;
  }
}

/** Asks sources now who is in their groups: one of them, or all; those without groups are left out. */
export async function syncSourceGroups(
  name: string | undefined,
  deps: SourcesDeps,
  signal: AbortSignal,
): Promise<GroupSyncReport[]> {
  const reports: GroupSyncReport[] = [];
  for (const source of await listGroupSources(deps)) {
    if (name !== undefined && source.name !== name) continue;
    if (signal.aborted) break;
    reports.push(await syncGroups(source.name, source.ask, source.wanted, deps, signal));
  }
  return reports;
}
