import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Job, Queue } from "../queue/queue.ts";
import type { Logger } from "../telemetry/logger.ts";
import { ANSWER_JOB, enqueueQuestion } from "./accept-question.ts";
import { type AnswerAcceptedDeps, answerAccepted, finishFailed } from "./answer-accepted.ts";

export interface AnswerWorkerDeps extends AnswerAcceptedDeps {
  queue: Queue;
  workers: number;
  logger: Logger;
}

/** A crashed worker's question is taken up again after this long. */
const LEASE_MS = 6_000;
const POLL_MS = 100;
const SWEEP_MS = 10_000;
/** Nobody waits longer; an unanswered question of this age ends as failed. */
const GIVE_UP_MS = 10 * 60_000;
const MAX_DEAD_LETTERS = 1_000;

/** Answers queued questions until `signal` aborts; resolves when the running ones have ended. */
export async function runAnswerWorkers(deps: AnswerWorkerDeps, signal: AbortSignal): Promise<void> {
  await Promise.all([claimLoop(deps, signal), sweepLoop(deps, signal)]);
}

/** Claims one job after the other, as long as fewer than `workers` are being answered. */
async function claimLoop(deps: AnswerWorkerDeps, signal: AbortSignal): Promise<void> {
  const owner = randomUUID();
  const running = new Set<Promise<void>>();
  while (!signal.aborted) {
    try {
      const job = await deps.queue.claim([ANSWER_JOB], owner, LEASE_MS);
      if (job === undefined) {
        await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
        continue;
      }
      const answering = work(job, owner, deps, signal)
        .catch((error) => deps.logger.error({ error }, "A question could not be put back"))
        .finally(() => running.delete(answering));
      running.add(answering);
      if (running.size >= deps.workers) await Promise.race(running);
    } catch (error) {
      deps.logger.error({ error }, "The question queue could not be read");
      await sleep(SWEEP_MS, undefined, { signal }).catch(() => undefined);
    }
  }
  await Promise.all(running);
}

async function work(
  job: Job,
  owner: string,
  deps: AnswerWorkerDeps,
  signal: AbortSignal,
): Promise<void> {
  const { answerId } = job.payload as { answerId: string };
  const renewal = setInterval(() => {
    deps.queue.extend(job.id, owner, LEASE_MS).catch(() => undefined);
  }, LEASE_MS / 3);
  try {
    await answerAccepted(answerId, deps, signal);
    await deps.queue.complete(job.id, owner);
  } catch (error) {
    const traceId = randomUUID();
    deps.logger.error({ error, answerId, traceId, attempt: job.attempt }, "A question failed");
    const fate = await deps.queue.fail(job.id, owner, String(error));
    if (fate === "dead") await finishFailed({ id: answerId }, traceId, deps);
  } finally {
    clearInterval(renewal);
  }
}

/** Finds questions that were kept but never queued, because the process died in between. */
async function sweepLoop(deps: AnswerWorkerDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await sweepUnfinished(deps);
    } catch (error) {
      deps.logger.error({ error }, "Unanswered questions could not be listed");
    }
    await sleep(SWEEP_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function sweepUnfinished(deps: AnswerWorkerDeps): Promise<void> {
  const unfinished = await deps.storage.answers.listUnfinished(deps.now() - SWEEP_MS);
  if (unfinished.length === 0) return;
  // A question that ended its process each time must not be queued again to end the next one.
  const dead = await deps.queue.deadLetters(MAX_DEAD_LETTERS);
  const exhausted = new Set(dead.map(({ job }) => (job.payload as { answerId: string }).answerId));
  for (const id of unfinished) {
    const record = await deps.storage.answers.get(id);
    if (record === undefined) continue;
    const isOver = exhausted.has(id) || record.askedAt < deps.now() - GIVE_UP_MS;
    if (isOver) await finishFailed(record, randomUUID(), deps);
    // The command line answers in its own process, never through the queue.
    else if (record.surface !== "cli") await enqueueQuestion(id, record.threadId, deps.queue);
  }
}
