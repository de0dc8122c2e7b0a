import type { App } from "../../app.ts";
import { UPKEEP_JOBS } from "../../app-queue.ts";
import type { JobWork } from "../../conversation/run-jobs.ts";
import type { Job } from "../../queue/queue.ts";
import { syncSourceGroups } from "../../sources/syncing/sync-source-groups.ts";
import { embedPassages } from "../../sync/embed-passages.ts";

const LEASE_MS = 30_000;

/** What a server does by itself, as jobs: asking sources for their groups, and embedding. */
export function upkeepWorks(app: App): JobWork[] {
  const shared = { slots: 1, leaseMs: LEASE_MS, describe: () => ({}), died: async () => undefined };
  return [
    {
      ...shared,
      kind: UPKEEP_JOBS.groups,
      name: "Asking a source for its groups",
      async handle({ payload }: Job, signal) {
        await syncSourceGroups((payload as { source: string }).source, app.administering, signal);
        signal.throwIfAborted();
      },
    },
    {
      ...shared,
      kind: UPKEEP_JOBS.vectors,
      name: "Embedding passages",
      async handle(_, signal) {
        const { embedder } = app;
        if (embedder === undefined) return;
        // What a model refuses stays, and is tried again when it is looked for.
        const { error } = await embedPassages({ ...app.syncing, embedder }, { signal });
        if (error !== undefined) app.logger.warn({ reason: error }, "Some passages have no vector");
        signal.throwIfAborted();
      },
    },
  ];
}
