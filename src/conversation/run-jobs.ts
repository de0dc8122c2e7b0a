import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Span } from "@opentelemetry/api";
import { ChatError, isPassing } from "../chat/chat-error.ts";
import type { Job, Queue } from "../queue/queue.ts";
import type { Logger } from "../telemetry/logger.ts";
import { inSpan, markFailed, newTraceId } from "../telemetry/trace.ts";

/** One kind of work that waits in the queue. */
export interface JobWork {
  kind: string;
  /** What one is called in the log: `A question`. */
  name: string;
  /** How many are done at once. */
  slots: number;
  /** A crashed worker's job is taken up again after this long. */
  leaseMs: number;
  /** Resolves when another one may be begun; without it, at once. */
  ready?: () => Promise<void>;
  /** Ids for the log line of a failure. */
  describe(job: Job): Record<string, string>;
  /** `signal` aborts when the worker may wait no longer, and when another one has taken the job. */
  handle(job: Job, signal: AbortSignal): Promise<void>;
  /** Called when its attempts are used up, with the id of the log line. */
  died(job: Job, traceId: string): Promise<void>;
}

interface RunJobsDeps {
  queue: Queue;
  logger: Logger;
}

const POLL_MS = 100;
/** How long the queue is left alone when it could not be read, at first; each time twice as long. */
const RECOVER_MS = 500;
const MOST_RECOVER_MS = 10_000;

/**
 * Claims one job after the other until `signal` aborts; resolves when the running ones have ended.
 * They may go on until `halt` aborts, which without one is at once; what is cut off is put back.
 */
export async function runJobs(
  work: JobWork,
  { queue, logger }: RunJobsDeps,
  signal: AbortSignal,
  halt: AbortSignal = signal,
): Promise<void> {
  const owner = randomUUID();
  const running = new Map<string, Promise<void>>();
  let recoverMs = RECOVER_MS;
  while (!signal.aborted) {
    try {
      await work.ready?.();
      if (signal.aborted) break;
      const job = await queue.claim([work.kind], owner, work.leaseMs);
      recoverMs = RECOVER_MS;
      if (job === undefined) {
        await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
        continue;
      }
      // A process that was paused lets its own leases run out: the job goes on, under this one.
      if (running.has(job.id)) continue;
      const doing = runJob(job, owner, work, { queue, logger }, halt)
        .catch((error) => logger.error({ error }, `${work.name} could not be put back`))
        .finally(() => running.delete(job.id));
      running.set(job.id, doing);
      if (running.size >= work.slots) await Promise.race(running.values());
    } catch (error) {
      logger.error({ error, kind: work.kind }, "The queue could not be read");
      await sleep(recoverMs, undefined, { signal }).catch(() => undefined);
      recoverMs = Math.min(2 * recoverMs, MOST_RECOVER_MS);
    }
  }
  await Promise.all(running.values());
}

/**
 * Does the next job, if one is due, for whoever is woken up for each; false when there was none.
 * Rejects when the queue could not be read or told of its end.
 */
export async function runNextJob(
  work: JobWork,
  deps: RunJobsDeps,
  signal: AbortSignal,
): Promise<boolean> {
  const owner = randomUUID();
  const job = await deps.queue.claim([work.kind], owner, work.leaseMs);
  if (job !== undefined) await runJob(job, owner, work, deps, signal);
  return job !== undefined;
}

/** In the trace that queued it. */
async function runJob(
  job: Job,
  owner: string,
  work: JobWork,
  deps: RunJobsDeps,
  halt: AbortSignal,
): Promise<void> {
  const { traceparent: parent, attempt } = job;
  const run = (span: Span) => tryJob(job, owner, work, { ...deps, span }, halt);
  await inSpan(`process ${job.kind}`, { "footnote.attempt": attempt }, run, {
    kind: "consumer",
    parent,
  });
}

async function tryJob(
  job: Job,
  owner: string,
  work: JobWork,
  { queue, logger, span }: RunJobsDeps & { span: Span },
  halt: AbortSignal,
): Promise<void> {
  const lost = new AbortController();
  const signal = AbortSignal.any([halt, lost.signal]);
  const renew = async () => {
    if (await queue.extend(job.id, owner, work.leaseMs)) return;
    lost.abort(new Error("Another worker has taken this job over."));
  };
  const renewal = setInterval(() => void renew().catch(() => undefined), work.leaseMs / 3);
  try {
    await work.handle(job, signal);
    await queue.complete(job.id, owner);
  } catch (error) {
    // What is cut off has not failed: it goes on elsewhere, as often as that takes.
    if (halt.aborted) return await queue.release(job.id, owner);
    markFailed(span, error);
    const traceId = newTraceId();
    const fields = { error, ...work.describe(job), traceId, attempt: job.attempt };
    // What a chat refuses, or cannot do now, is no fault of ours.
    const level = error instanceof ChatError ? "warn" : "error";
    // What was taken over has not failed.
    if (!signal.aborted) logger[level](fields, `${work.name} failed`);
    const fate = await queue.fail(job.id, owner, String(error));
    if (fate !== "dead") return;
    if (isPassing(error)) logger.error(fields, `${work.name} was given up`);
    await work.died(job, traceId);
  } finally {
    clearInterval(renewal);
  }
}

/** Does something again and again until `signal` aborts; a failure is logged under `complaint`. */
export async function repeat(
  work: () => Promise<void>,
  everyMs: number,
  complaint: string,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await work();
    } catch (error) {
      logger.error({ error }, complaint);
    }
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
}
