import {
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  SendMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";

export interface Sending {
  client: SQSClient;
  queueUrlFor: (kind: string) => string;
  deadLettersUrl: string;
}

export interface WakeUp {
  kind: string;
  delayMs: number;
}

/** Most messages that SQS takes in one request. */
const BATCH = 10;
/** Longest that SQS keeps a message back; what is due later is overdue when it is looked for. */
const LONGEST_DELAY_SECONDS = 900;

/** @throws Error when one of them was not taken */
export async function sendWakeUps(wakeUps: readonly WakeUp[], sending: Sending): Promise<void> {
  const byQueue = Map.groupBy(wakeUps, ({ kind }) => sending.queueUrlFor(kind));
  for (const [QueueUrl, all] of byQueue) {
    for (let from = 0; from < all.length; from += BATCH) {
      const Entries = all.slice(from, from + BATCH).map(toEntry);
      const { Failed = [] } = await sending.client.send(
        new SendMessageBatchCommand({ QueueUrl, Entries }),
      );
      const [failed] = Failed;
      if (failed) throw new Error(`SQS did not take a message: ${failed.Code} ${failed.Message}`);
    }
  }
}

/** Shows operators a job that was given up: its row has the rest. */
export async function sendDeadLetter(jobId: string, sending: Sending): Promise<void> {
  const { client, deadLettersUrl: QueueUrl } = sending;
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ jobId }) }));
}

/** The kind that a worker is woken up for; undefined when it is no such message. */
export function readWakeUp(body: string): string | undefined {
  try {
    const { kind } = JSON.parse(body) as { kind?: unknown };
    return typeof kind === "string" ? kind : undefined;
  } catch {
    return undefined;
  }
}

function toEntry({ kind, delayMs }: WakeUp, at: number): SendMessageBatchRequestEntry {
  const seconds = Math.ceil(Math.max(0, delayMs) / 1_000);
  return {
    Id: String(at),
    MessageBody: JSON.stringify({ kind }),
    DelaySeconds: Math.min(seconds, LONGEST_DELAY_SECONDS),
  };
}
