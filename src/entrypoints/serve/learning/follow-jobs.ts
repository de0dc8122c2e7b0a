import type { App } from "../../../app.ts";
import { repeat } from "../../../conversation/run-jobs.ts";
import { lookAtJob } from "../../../learning/language-models/follow-training.ts";
import { hasEnded } from "../../../learning/language-models/training-deps.ts";
import { ModelError } from "../../../models/models.ts";
import { openTraining } from "../../open-training.ts";

/** Trainings take hours; whoever waits for one may ask sooner with `learn jobs`. */
const LOOK_EVERY_MS = 5 * 60_000;

/** Registers what comes back of trainings, until `signal` aborts. */
export async function followJobs(app: App, signal: AbortSignal): Promise<void> {
  const complaint = "Trainings could not be looked at";
  await repeat(() => lookAtJobs(app), LOOK_EVERY_MS, complaint, app.logger, signal);
}

/**
 * Asks how each training stands that has not ended, and tells the log of what has. What was handed over is left to
 * `learn jobs`: while somebody copies it back, it would be taken for damaged.
 */
export async function lookAtJobs(app: App): Promise<void> {
  const { storage, logger } = app;
  const all = await storage.learning.jobs.list();
  const open = all.filter((job) => !hasEnded(job) && job.order.provider !== "export");
  if (open.length === 0) return;
  const deps = await openTraining(app);
  for (const job of open) {
    try {
      const { id, state, detail, version } = await lookAtJob(job, deps);
      if (state === "succeeded") logger.info({ job: id, version }, "A training has come back");
      if (state === "failed") logger.warn({ job: id, reason: detail }, "A training has failed");
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      // A provider that is away for now says it the next time.
      logger.warn({ job: job.id, reason: error.message }, "A training could not be asked for");
    }
  }
}
