import type { SQSClient } from "@aws-sdk/client-sqs";
import type { Kysely } from "kysely";
import type { DatabaseSchema } from "../../storage/schema.ts";
import type { Logger } from "../../telemetry/logger.ts";
import type { Queue } from "../queue.ts";
import { type DueJob, readGroup, readNext, readOverdue } from "./read-jobs.ts";
import { sendDeadLetter, sendWakeUps } from "./send-messages.ts";

export interface SqsQueueOptions {
  /** The queue that holds the jobs: payloads, order, attempts and dead letters are its own. */
  record: Queue;
  /** Where `record` keeps them. */
  database: Kysely<DatabaseSchema>;
  client: SQSClient;
  queueUrlFor: (kind: string) => string;
  deadLettersUrl: string;
  logger: Logger;
  now?: () => number;
}

export interface SqsQueue extends Queue {
  /** Wakes workers again for jobs that nobody came for; says for how many. */
  wakeOverdue(): Promise<number>;
}

/** Whoever was woken up for a job has taken it by then, or never will. */
const OVERDUE_MS = 20_000;

/**
 * Jobs stay in the database; SQS only wakes somebody up to take the next one of a kind. What a wake-up
 * says is nobody's; it may come twice, late or never: the database tells what is to be done.
 */
export function createSqsQueue(options: SqsQueueOptions): SqsQueue {
  const { record, database, logger, now = Date.now } = options;

  /** A job that is kept is kept, woken up for or not: `wakeOverdue` comes back to it. */
  async function wake(find: () => Promise<readonly DueJob[]>): Promise<number> {
    try {
      const jobs = await find();
      const at = now();
      const wakeUps = jobs.map(({ kind, dueAt }) => ({ kind, delayMs: dueAt - at }));
      await sendWakeUps(wakeUps, options);
      return jobs.length;
    } catch (error) {
      logger.warn(
        { error },
        "Workers could not be woken up: they are when overdue jobs are looked for",
      );
      return 0;
    }
  }

  /** Who was woken up for the next of a group while this one ran found it held, and is gone. */
  async function wakeAfter<T>(jobId: string, act: () => Promise<T>): Promise<T> {
    const group = await readGroup(database, jobId);
    const result = await act();
    await wake(() => readNext(database, jobId, group));
    return result;
  }

  return {
    ...record,
    async enqueue(request) {
      const isNew = await record.enqueue(request);
      const { kind, delayMs = 0 } = request;
      if (isNew) await wake(async () => [{ kind, dueAt: now() + delayMs }]);
      return isNew;
    },
    complete: (jobId, owner) => wakeAfter(jobId, () => record.complete(jobId, owner)),
    release: (jobId, owner) => wakeAfter(jobId, () => record.release(jobId, owner)),
    async fail(jobId, owner, error) {
      const fate = await wakeAfter(jobId, () => record.fail(jobId, owner, error));
      if (fate === "dead") {
        await sendDeadLetter(jobId, options).catch((cause: unknown) =>
          logger.warn({ error: cause, jobId }, "A dead letter could not be sent"),
        );
      }
      return fate;
    },
    wakeOverdue: () => wake(() => readOverdue(database, now() - OVERDUE_MS)),
  };
}
