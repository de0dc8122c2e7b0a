import type { App } from "../../app.ts";
import { UPKEEP_JOBS } from "../../app-queue.ts";
import type { JobWork } from "../../conversation/run-jobs.ts";
import type { Reason } from "../../learning/trigger/find-reason.ts";
import type { Job } from "../../queue/queue.ts";
import { syncSourceGroups } from "../../sources/syncing/sync-source-groups.ts";
import { embedPassages } from "../../sync/embed-passages.ts";
import { learnInside } from "../serve/learning/learn-inside.ts";
import { learnOnce } from "../serve/learning/learn-once.ts";
import { underLease } from "../serve/learning/look-for-reason.ts";

const LEASE_MS = 30_000;

/** As long as a function may take: learning computes for long without coming round to renew it. */
const LEARNING_LEASE_MS = 900_000;

/** What a server does by itself, as jobs: asking sources for their groups, embedding, and learning. */
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
    {
      ...{ ...shared, leaseMs: LEARNING_LEASE_MS },
      kind: UPKEEP_JOBS.learning,
      name: "Learning",
      // Nobody waits for an answer of this function, so it learns in its own process.
      handle: ({ payload }, signal) =>
        underLease(app, () => learnOnce(payload as Reason, () => learnInside(app, signal), app)),
    },
  ];
}
