import type { Instruments } from "../telemetry/instruments.ts";
import { inSpan, startSpan, traceparent } from "../telemetry/trace.ts";
import type { Job, Queue } from "./queue.ts";

/** What is kept with a job, beside what it is for: where it came from and when. */
interface Origin {
  traceparent?: string | undefined;
  /** Milliseconds. */
  queuedAt: number;
}

/**
 * The same queue, whose jobs belong to the trace that queued them, whichever process does them. It
 * lies in the payload, beside the job's own fields, which any queue keeps and older versions overlook.
 */
export function observeQueue(
  queue: Queue,
  { jobWaitSeconds, jobSeconds }: Pick<Instruments, "jobWaitSeconds" | "jobSeconds">,
  now: () => number = Date.now,
): Queue {
  const running = new Map<string, { kind: string; since: number }>();

  function ended(jobId: string, result: "done" | "failed" | "dead"): void {
    const job = running.get(jobId);
    if (job === undefined) return;
    running.delete(jobId);
    jobSeconds.record((performance.now() - job.since) / 1_000, { kind: job.kind, result });
  }

  function waited({ kind, attempt }: Job, origin: Origin): void {
    if (attempt > 1) return;
    jobWaitSeconds.record(Math.max(0, now() - origin.queuedAt) / 1_000, { kind });
    if (origin.traceparent === undefined) return;
    startSpan(`wait ${kind}`, {}, { parent: origin.traceparent, startedAt: origin.queuedAt }).end();
  }

  return {
    ...queue,
    enqueue: (request) =>
      inSpan(
        `enqueue ${request.kind}`,
        {},
        () => {
          const origin: Origin = { queuedAt: now(), traceparent: traceparent() };
          const payload = { ...(request.payload as object), origin };
          return queue.enqueue({ ...request, payload });
        },
        { kind: "producer" },
      ),
    async claim(kinds, owner, leaseMs) {
      const job = await queue.claim(kinds, owner, leaseMs);
      if (job === undefined) return undefined;
      running.set(job.id, { kind: job.kind, since: performance.now() });
      const origin = originOf(job);
      if (origin !== undefined) waited(job, origin);
      return { ...job, traceparent: origin?.traceparent };
    },
    async extend(jobId, owner, leaseMs) {
      const isHeld = await queue.extend(jobId, owner, leaseMs);
      // Whoever has it by now tells how it ends.
      if (!isHeld) running.delete(jobId);
      return isHeld;
    },
    async complete(jobId, owner) {
      await queue.complete(jobId, owner);
      ended(jobId, "done");
    },
    async release(jobId, owner) {
      running.delete(jobId);
      await queue.release(jobId, owner);
    },
    async fail(jobId, owner, error) {
      const fate = await queue.fail(jobId, owner, error);
      ended(jobId, fate === "dead" ? "dead" : "failed");
      return fate;
    },
  };
}

/** Undefined where an older version queued it. */
function originOf({ payload }: Job): Origin | undefined {
  const { origin } = (payload ?? {}) as { origin?: Origin };
  return typeof origin?.queuedAt === "number" ? origin : undefined;
}
