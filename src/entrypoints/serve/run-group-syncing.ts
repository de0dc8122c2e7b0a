import type { App } from "../../app.ts";
import { listGroupSources, syncSourceGroups } from "../../sources/syncing/sync-source-groups.ts";
import { runGroupSchedule } from "../../sync/groups/run-group-schedule.ts";

/** Asks sources who is in the groups that documents are for, on a schedule of its own. */
export async function runGroupSyncing(app: App, signal: AbortSignal): Promise<void> {
  const { administering, config } = app;
  const deps = {
    ...app,
    membership: administering.membership,
    everyMs: config.groups.everyMs,
    sources: () => listGroupSources(administering),
    sync: (source: string, stop: AbortSignal) => syncSourceGroups(source, administering, stop),
  };
  await runGroupSchedule(deps, { signal });
}
