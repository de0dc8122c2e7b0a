import { randomUUID } from "node:crypto";
import type { Job, Queue } from "../queue/queue.ts";
import { newTraceId } from "../telemetry/trace.ts";
import { IndexAwayError } from "../vector-index/vector-index.ts";
import { ANSWER_JOB, enqueueQuestion } from "./accept-question.ts";
import {
  type AnswerAcceptedDeps,
  answerAccepted,
  finishFailed,
  INDEX_AWAY,
} from "./answer-accepted.ts";
import { type JobWork, repeat, runJobs } from "./run-jobs.ts";
import { untilCalm } from "./until-calm.ts";

export interface AnswerWorkerDeps extends AnswerAcceptedDeps {
  queue: Queue;
  workers: number;
}

/** A crashed worker's question is taken up again after this long. */
const LEASE_MS = 6_000;
const SWEEP_MS = 10_000;
/** Nobody waits longer; an unanswered question of this age ends as failed. */
const GIVE_UP_MS = 10 * 60_000;
const MAX_DEAD_LETTERS = 1_000;
/** A question that the index does not answer so often, and that is so old, is told so: within about 20 s. */
const INDEX_ATTEMPTS = 3;
const INDEX_PATIENCE_MS = 5_000;

/**
 * Answers queued questions until `signal` aborts; resolves when the running ones have ended, which
 * they may until `halt` aborts.
 */
export async function runAnswerWorkers(
  deps: AnswerWorkerDeps,
  signal: AbortSignal,
  halt: AbortSignal = signal,
): Promise<void> {
  const complaint = "Unanswered questions could not be listed";
  await Promise.all([
    runJobs(answerWork(deps), deps, signal, halt),
    repeat(() => sweepUnfinished(deps), SWEEP_MS, complaint, deps.logger, signal),
  ]);
}

/** What is done with a queued question. */
export function answerWork(deps: AnswerWorkerDeps): JobWork {
  return {
    kind: ANSWER_JOB,
    name: "A question",
    slots: deps.workers,
    leaseMs: LEASE_MS,
    ready: () => untilCalm(),
    describe: (job: Job) => ({ answerId: answerIdOf(job) }),
    handle: (job: Job, held: AbortSignal) => answerOrGiveUp(job, deps, held),
    died: (job: Job, traceId: string) => finishFailed({ id: answerIdOf(job) }, traceId, deps),
  };
}

/** A question that cannot be searched for is not kept waiting until its attempts are used up. */
async function answerOrGiveUp(
  job: Job,
  deps: AnswerWorkerDeps,
  signal: AbortSignal,
): Promise<void> {
  const id = answerIdOf(job);
  try {
    await answerAccepted(id, deps, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    if (!(error instanceof IndexAwayError) || job.attempt < INDEX_ATTEMPTS) throw error;
    const record = await deps.storage.answers.get(id);
    if (record === undefined || record.askedAt > deps.now() - INDEX_PATIENCE_MS) throw error;
    const traceId = newTraceId();
    const fields = { error, answerId: id, traceId, attempt: job.attempt };
    deps.logger.error(fields, "A question was given up: the index is away");
    await finishFailed({ id }, traceId, deps, INDEX_AWAY);
  }
}

function answerIdOf(job: Job): string {
  return (job.payload as { answerId: string }).answerId;
}

/** Finds questions that were kept but never queued, because the process died in between. */
export async function sweepUnfinished(deps: AnswerWorkerDeps): Promise<void> {
  const unfinished = await deps.storage.answers.listUnfinished(deps.now() - SWEEP_MS);
  if (unfinished.length === 0) return;
  // A question that ended its process each time must not be queued again to end the next one.
  const dead = await deps.queue.deadLetters(MAX_DEAD_LETTERS);
  const exhausted = new Set(
    dead.filter(({ job }) => job.kind === ANSWER_JOB).map(({ job }) => answerIdOf(job)),
  );
  for (const id of unfinished) {
    const record = await deps.storage.answers.get(id);
    if (record === undefined) continue;
    const isOver = exhausted.has(id) || record.askedAt < deps.now() - GIVE_UP_MS;
    if (isOver) await finishFailed(record, randomUUID(), deps);
    // The command line answers in its own process, never through the queue.
    else if (record.surface !== "cli") await enqueueQuestion(id, record.threadId, deps.queue);
  }
}
