export interface Job<Payload = unknown> {
  id: string;
  kind: string;
  /** How often it has been handed out, this time included; from 1. */
  attempt: number;
  payload: Payload;
  /** Of the trace that queued it. */
  traceparent?: string | undefined;
}

export interface EnqueueRequest {
  kind: string;
  /** A job with the same kind and key that still waits or runs is not added again. */
  key: string;
  payload: unknown;
  /** Jobs of one group run one after another, in the order they came. */
  group?: string;
  delayMs?: number;
  /** It goes before what came up to so much earlier without; its own group's order stays. */
  headStartMs?: number;
}

export interface QueueStats {
  waiting: number;
  running: number;
  dead: number;
  /** Milliseconds, of those that are not dead; undefined when there is none, or the queue cannot tell. */
  oldestQueuedAt?: number | undefined;
}

/** At-least-once, leased, retried with back-off, dead-lettered after `maxAttempts`, deduplicated by key. */
export interface Queue {
  /** False when a job with this key already waits or runs. */
  enqueue(request: EnqueueRequest): Promise<boolean>;
  /** Leases the next due job to `owner` for `leaseMs`; undefined when there is none. */
  claim(kinds: string[], owner: string, leaseMs: number): Promise<Job | undefined>;
  /** False when the lease was lost to another owner. */
  extend(jobId: string, owner: string, leaseMs: number): Promise<boolean>;
  complete(jobId: string, owner: string): Promise<void>;
  /** Puts it back with back-off, or into the dead letters when its attempts are used up. */
  fail(jobId: string, owner: string, error: string): Promise<"retrying" | "dead">;
  /** Puts it back as if it had not been handed out: what was cut off has not failed. */
  release(jobId: string, owner: string): Promise<void>;
  stats(): Promise<QueueStats>;
  deadLetters(limit: number): Promise<{ job: Job; error: string; diedAt: number }[]>;
}
