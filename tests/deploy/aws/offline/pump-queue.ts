import { DeleteMessageCommand, ReceiveMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { SQSBatchResponse } from "aws-lambda";

export interface Pump {
  client: SQSClient;
  queueUrl: string;
  batchSize: number;
  /** Calls the function with an event; what it answers. */
  invoke: (event: object) => Promise<unknown>;
}

/**
 * What an event source mapping does with a queue: hands messages to a function, takes away those that it
 * does not name as failed, and leaves all where it fails. Until `signal` aborts.
 */
export async function pumpQueue(pump: Pump, signal: AbortSignal): Promise<void> {
  const { client, queueUrl: QueueUrl, batchSize: MaxNumberOfMessages } = pump;
  while (!signal.aborted) {
    const receive = new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages,
      WaitTimeSeconds: 1,
    });
    const { Messages = [] } = await client
      .send(receive, { abortSignal: signal })
      .catch(() => ({ Messages: [] }));
    if (Messages.length === 0) continue;
    const Records = Messages.map(({ MessageId, Body, ReceiptHandle }) => ({
      messageId: MessageId,
      receiptHandle: ReceiptHandle,
      body: Body,
      eventSource: "aws:sqs",
    }));
    const answer = (await pump.invoke({ Records }).catch(() => undefined)) as
      | SQSBatchResponse
      | undefined;
    if (answer?.batchItemFailures === undefined) continue;
    const failed = new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    for (const { MessageId = "", ReceiptHandle } of Messages) {
      if (failed.has(MessageId)) continue;
      await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
}
