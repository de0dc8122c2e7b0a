import type { App } from "../../app.ts";
import { UPKEEP_JOBS } from "../../app-queue.ts";
import { retainOnce } from "../../privacy/run-retention.ts";
import { SYNC_JOB } from "../../sources/syncing/request-sync.ts";
import { listGroupSources } from "../../sources/syncing/sync-source-groups.ts";
import { listDueGroupSources } from "../../sync/groups/run-group-schedule.ts";
import { listDueSources } from "../../sync/run-schedule.ts";
import { lookAtJobs } from "../serve/learning/follow-jobs.ts";
import { lookForReason, underLease } from "../serve/learning/look-for-reason.ts";
import { lookAtTrials } from "../serve/learning/run-trials.ts";
import type { LambdaApp } from "./open-lambda-app.ts";

/** All that a server does by itself, once; each part for itself, so that none holds up the others. */
export async function lookAround({ app, chats }: LambdaApp, stop: AbortSignal): Promise<void> {
  const { logger } = app;
  const parts: [complaint: string, part: () => Promise<unknown>][] = [
    ["Workers could not be woken up for overdue jobs", () => app.wakeOverdue()],
    ["Due syncs could not be queued", () => queueSyncs(app)],
    ["Due groups could not be queued", () => queueGroups(app)],
    ["Passages without vectors could not be looked for", () => queueEmbedding(app)],
    ["What was left over could not be looked for", () => chats.sweep()],
    ["A challenger's trial could not be judged", () => lookAtTrials(app)],
    ["Trainings could not be looked at", () => lookAtJobs(app)],
    ["Whether there is reason to learn could not be told", () => queueLearning(app)],
    ["What has expired could not be removed", () => retainOnce(retention(app), stop)],
  ];
  for (const [complaint, part] of parts) {
    if (stop.aborted) return;
    await part().catch((error: unknown) => logger.error({ error }, complaint));
  }
}

async function queueSyncs(app: App): Promise<void> {
  const due = new Set((await listDueSources(app)).map(({ name }) => name));
  for (const { name, paused, lastSyncFinishedAt } of await app.storage.sources.list()) {
    // One that was never read is read at once, schedule or not.
    const isNew = !paused && lastSyncFinishedAt === undefined;
    if (!isNew && !due.has(name)) continue;
    const payload = { source: name, full: false, confirmRemovals: false };
    // The same as when somebody asks for it: of the two, one is enough.
    await app.queue.enqueue({ kind: SYNC_JOB, key: name, group: `${SYNC_JOB}:${name}`, payload });
  }
}

async function queueGroups({ storage, administering, config, now, queue }: App): Promise<void> {
  const sources = () => listGroupSources(administering);
  const { everyMs } = config.groups;
  for (const source of await listDueGroupSources({ storage, sources, everyMs, now })) {
    await queue.enqueue({ kind: UPKEEP_JOBS.groups, key: source, payload: { source } });
  }
}

async function queueEmbedding({ embedder, index, queue }: App): Promise<void> {
  if (embedder === undefined || (await index.countTextsToEmbed(embedder.id)) === 0) return;
  await queue.enqueue({ kind: UPKEEP_JOBS.vectors, key: "all", payload: null });
}

async function queueLearning(app: App): Promise<void> {
  if (app.config.learning === undefined) return;
  await underLease(app, async () => {
    const reason = await lookForReason(app);
    if (reason === undefined) return;
    await app.queue.enqueue({ kind: UPKEEP_JOBS.learning, key: "retrieval", payload: reason });
  });
}

function retention(app: App) {
  return { ...app, retention: app.config.retention };
}
