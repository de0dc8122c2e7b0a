import { SQSClient } from "@aws-sdk/client-sqs";
import { createSqsQueue, type SqsQueue, type SqsQueueOptions } from "./sqs-queue.ts";

/** Whoever asks waits for it: what SQS does not take in this time is woken up for later. */
const CONNECT_MS = 1_000;
const REQUEST_MS = 2_000;

/** Region, credentials and, for tests, the endpoint come from where AWS's own SDK looks for them. */
export function openSqsQueue(
  options: Omit<SqsQueueOptions, "client">,
): SqsQueue & { close(): void } {
  const client = new SQSClient({
    maxAttempts: 2,
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      requestTimeout: REQUEST_MS,
      throwOnRequestTimeout: true,
    },
  });
  return { ...createSqsQueue({ ...options, client }), close: () => client.destroy() };
}
