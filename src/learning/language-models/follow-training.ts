import type { FineTuneProviderId } from "../../models/fine-tuning/fine-tune-provider.ts";
import { ModelError } from "../../models/models.ts";
import type { TrainingJob } from "../../storage/ports/training-storage.ts";
import { LearningError } from "../learning-error.ts";
import { settleJob } from "./settle-job.ts";
import { hasEnded, readTrainingJob, type TrainingDeps } from "./training-deps.ts";

/** Whoever runs a command notes so often that it is there; after a while without, it is gone. */
const NOTE_MS = 5_000;
const GONE_MS = 30_000;
/** Whoever asked for it has been gone for long. */
const ANSWER_MS = 10 * 60_000;

/**
 * Asks how a job stands, keeps that, and registers what came of it, once. What a live process runs is left to that one.
 * @throws ModelError where its provider does not say
 */
export async function lookAtJob(job: TrainingJob, deps: TrainingDeps): Promise<TrainingJob> {
  const { storage, trainers, now } = deps;
  const { jobs } = storage.learning;
  const { providerJob } = job;
  const age = now() - job.seenAt;
  if (hasEnded(job)) return job;
  if (providerJob === undefined) {
    if (job.state === "beginning" && age > ANSWER_MS) {
      const detail = `Nobody knows whether it has begun: look at ${job.order.provider}.`;
      await jobs.note(job.id, { state: "unclear", detail, seenAt: job.seenAt });
    }
    return readTrainingJob(job.id, deps);
  }
  if (job.order.provider === "command" && age < GONE_MS) return job;
  const provider = trainers.provider(job.order.provider as FineTuneProviderId);
  const { signal } = new AbortController();
  const { state, detail } = await provider.status(providerJob, signal);
  await settleJob(job, { state, detail }, () => provider.artifact(providerJob, signal), deps);
  return readTrainingJob(job.id, deps);
}

/** Stays with a command that this process runs, until it ends; `signal` or somebody elsewhere may end it sooner. */
export async function attendJob(
  { id }: Pick<TrainingJob, "id">,
  deps: TrainingDeps,
  { signal, everyMs = NOTE_MS }: { signal: AbortSignal; everyMs?: number },
): Promise<TrainingJob> {
  const { storage, trainers, now } = deps;
  const never = new AbortController().signal;
  for (;;) {
    const job = await readTrainingJob(id, deps);
    const { providerJob } = job;
    if (hasEnded(job) || providerJob === undefined) return job;
    const provider = trainers.provider(job.order.provider as FineTuneProviderId);
    const isToEnd = signal.aborted || job.cancelAskedAt !== undefined;
    const before = await provider.status(providerJob, never);
    const found =
      isToEnd && before.state === "running" ? await provider.cancel(providerJob, never) : before;
    if (found.state !== "running") {
      await settleJob(job, found, () => provider.artifact(providerJob, never), deps);
    } else {
      await storage.learning.jobs.note(id, { state: "running", detail: undefined, seenAt: now() });
      await pause(everyMs, signal);
    }
  }
}

/** @throws LearningError, ModelError where it cannot be */
export async function cancelJob(
  id: string,
  actor: string,
  deps: TrainingDeps,
): Promise<TrainingJob> {
  const { storage, trainers, now } = deps;
  const job = await lookAtJob(await readTrainingJob(id, deps), deps);
  if (hasEnded(job)) throw new LearningError(`${id} has ended: it is ${job.state}.`);
  const { providerJob, order } = job;
  await storage.audit.append({ at: now(), actor, action: "learn.cancelled", detail: { job: id } });
  await storage.learning.jobs.askToCancel(id, now());
  const isElsewhere = order.provider === "command";
  // Nothing runs here: it is given up, and may be begun again.
  const isOurs = order.provider === "export" || providerJob === undefined;
  if (isOurs) {
    const detail = "Given up here; what runs elsewhere goes on until somebody ends it there.";
    await storage.learning.jobs.note(id, { state: "cancelled", detail, seenAt: now() });
  } else if (!isElsewhere) {
    const provider = trainers.provider(order.provider as FineTuneProviderId);
    const { signal } = new AbortController();
    const { state, detail } = await provider.cancel(providerJob, signal);
    await settleJob(job, { state, detail }, () => provider.artifact(providerJob, signal), deps);
  }
  return readTrainingJob(id, deps);
}

/** Every job as it stands now; of what cannot be asked, why not. Newest first. */
export async function listJobs(
  deps: TrainingDeps,
): Promise<{ job: TrainingJob; trouble: string | undefined }[]> {
  const found: { job: TrainingJob; trouble: string | undefined }[] = [];
  for (const job of await deps.storage.learning.jobs.list()) {
    try {
      found.push({ job: await lookAtJob(job, deps), trouble: undefined });
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      found.push({ job, trouble: error.message });
    }
  }
  return found;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done);
  });
}
