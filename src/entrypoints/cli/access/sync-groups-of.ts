import type { App } from "../../../app.ts";
import { requireSource } from "../../../sources/sources-deps.ts";
import { syncSourceGroups } from "../../../sources/syncing/sync-source-groups.ts";
import type { GroupSyncReport } from "../../../sync/groups/sync-groups.ts";
import { note } from "../command-context.ts";

/** Asks one source, or all, who is in their groups. @throws AdminError when there is no such source */
export async function syncGroupsOf(
  source: string | undefined,
  { administering }: App,
  signal: AbortSignal,
): Promise<GroupSyncReport[]> {
  if (source !== undefined) await requireSource(source, administering);
  return syncSourceGroups(source, administering, signal);
}

/** Says what could not be asked for. */
export function noteTroubles(reports: readonly GroupSyncReport[]): void {
  for (const { source, error } of reports) {
    if (error !== undefined) note(`Who is in the groups of ${source} cannot be told: ${error}`);
  }
}
