import { SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll } from "vitest";
import { createSqsQueue } from "../../../src/queue/sqs/sqs-queue.ts";
import { createStorageQueue } from "../../../src/queue/storage-queue/create-storage-queue.ts";
import type { OpenStorage } from "../../../src/storage/open-storage.ts";
import { createLogger } from "../../../src/telemetry/logger.ts";
import { type SqsCounterpart, startSqs } from "../../counterparts/sqs/start-sqs.ts";

const KINDS = ["answer", "sync"];

/** SQS for the tests of a file; each queue that is opened has messages of its own. */
export function useSqs() {
  let sqs: SqsCounterpart;
  beforeAll(async () => {
    sqs = await startSqs();
  });
  afterAll(() => sqs.stop());
  return {
    open({ database }: Pick<OpenStorage, "database">, now: () => number = Date.now) {
      const urls = new Map(KINDS.map((kind) => [kind, sqs.createQueue()]));
      const dead = sqs.createQueue();
      const other = sqs.createQueue();
      const record = createStorageQueue(database, { maxAttempts: 3, backoffMs: 1_000, now });
      const named = (kind: string) => urls.get(kind) ?? other;
      const common = {
        record,
        database,
        deadLettersUrl: dead.queueUrl,
        queueUrlFor: (kind: string) => named(kind).queueUrl,
        logger: createLogger("silent"),
        now,
      };
      return {
        queue: createSqsQueue({ ...common, client: sqs.client }),
        /** The same, with nobody at SQS's address. */
        unreachable: () =>
          createSqsQueue({
            ...common,
            client: new SQSClient({
              endpoint: "http://127.0.0.1:1",
              region: "eu-central-1",
              credentials: { accessKeyId: "a", secretAccessKey: "b" },
              maxAttempts: 1,
            }),
          }),
        /** Bodies that wait there, those that are kept back for a while apart. */
        messages(of: string) {
          const { queueName } = of === "dead" ? dead : named(of);
          const { ready, delayed } = sqs.server.inspectQueue(queueName)?.messages ?? {
            ready: [],
            delayed: [],
          };
          return {
            ready: ready.map(({ body }) => body),
            delayed: delayed.map(({ body }) => body),
          };
        },
        /** What a worker does with everything that waits there: takes it, and no more. */
        async drain(kind: string) {
          const { ReceiveMessageCommand, DeleteMessageCommand } = await import(
            "@aws-sdk/client-sqs"
          );
          const { queueUrl: QueueUrl } = named(kind);
          const receive = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 });
          const bodies: string[] = [];
          for (;;) {
            const { Messages = [] } = await sqs.client.send(receive);
            if (Messages.length === 0) return bodies;
            for (const { Body = "", ReceiptHandle } of Messages) {
              bodies.push(Body);
              await sqs.client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
            }
          }
        },
      };
    },
  };
}
