import { FOLLOW_JOB } from "./administration/follow-sync.ts";
import type { Config } from "./config.ts";
import { DELIVER_JOB } from "./conversation/rooms/accept-room-question.ts";
import type { Queue } from "./queue/queue.ts";
import { createStorageQueue } from "./queue/storage-queue/create-storage-queue.ts";
import { SYNC_JOB } from "./sources/syncing/request-sync.ts";
import type { OpenStorage } from "./storage/open-storage.ts";
import type { Logger } from "./telemetry/logger.ts";

export interface WiredQueue {
  queue: Queue;
  /** Wakes workers for jobs that nobody came for; says for how many. None where workers look by themselves. */
  wakeOverdue(): Promise<number>;
  close(): void;
}

const MAX_ATTEMPTS = 5;
const BACKOFF_MS = 1_000;

/** What a server does by itself, as jobs for where nobody waits for its time to come. */
export const UPKEEP_JOBS = {
  groups: "sync-groups",
  vectors: "embed-passages",
  learning: "learn",
} as const;

/** They mostly wait for somebody else's job: with it in one queue, they could take all its workers. */
const WAITING_JOBS: readonly string[] = [DELIVER_JOB, FOLLOW_JOB];
/** They may take longer than a worker of the other queues has. */
const LONG_JOBS: readonly string[] = [SYNC_JOB, ...Object.values(UPKEEP_JOBS)];

/** The queue beside the state of record; with SQS, it wakes workers. */
export async function wireQueue(
  { sqs }: Pick<Config, "sqs">,
  { database }: Pick<OpenStorage, "database">,
  logger: Logger,
): Promise<WiredQueue> {
  const record = createStorageQueue(database, { maxAttempts: MAX_ATTEMPTS, backoffMs: BACKOFF_MS });
  if (sqs === undefined) return { queue: record, wakeOverdue: async () => 0, close: () => {} };
  const { openSqsQueue } = await import("./queue/sqs/open-sqs-queue.ts");
  const { deadLettersUrl, deliveriesUrl, syncsUrl, workUrl } = sqs;
  const queueUrlFor = (kind: string) => {
    if (WAITING_JOBS.includes(kind)) return deliveriesUrl;
    return LONG_JOBS.includes(kind) ? syncsUrl : workUrl;
  };
  const queue = openSqsQueue({ record, database, queueUrlFor, deadLettersUrl, logger });
  return { queue, wakeOverdue: queue.wakeOverdue, close: queue.close };
}
