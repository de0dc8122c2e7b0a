import { randomUUID } from "node:crypto";
import { SQSClient } from "@aws-sdk/client-sqs";
import { type FauxqsServer, startFauxqs } from "fauxqs";

export interface SqsCounterpart {
  server: FauxqsServer;
  endpoint: string;
  client: SQSClient;
  /** A new, empty queue of its own. */
  createQueue(attributes?: Record<string, string>): {
    queueUrl: string;
    queueName: string;
    queueArn: string;
  };
  stop(): Promise<void>;
}

/** What the SDK asks for, and nobody here checks. */
export const SQS_CREDENTIALS = { accessKeyId: "test", secretAccessKey: "test" };
export const SQS_REGION = "eu-central-1";

/** SQS in memory (fauxqs), which the real SDK talks to over HTTP. */
export async function startSqs(): Promise<SqsCounterpart> {
  const server = await startFauxqs({
    port: 0,
    logger: false,
    host: "127.0.0.1",
    defaultRegion: SQS_REGION,
  });
  const endpoint = `http://127.0.0.1:${server.port}`;
  const client = new SQSClient({
    endpoint,
    region: SQS_REGION,
    credentials: SQS_CREDENTIALS,
    maxAttempts: 2,
  });
  return {
    server,
    endpoint,
    client,
    createQueue(attributes = {}) {
      const options = { region: SQS_REGION, attributes };
      const queue = server.createQueue(`q-${randomUUID()}`, options);
      // The name of a host that it gives ends in a number, and is none for whoever reads it strictly.
      return { ...queue, queueUrl: `${endpoint}${/\/\d{12}\/.+$/.exec(queue.queueUrl)?.[0]}` };
    },
    async stop() {
      client.destroy();
      await server.stop();
    },
  };
}
