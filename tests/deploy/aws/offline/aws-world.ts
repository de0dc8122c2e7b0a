import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { readManifest } from "../../../chat/slack/receive/start-slack.ts";
import { seedCompany } from "../../../counterparts/notion/seeds/seed-company.ts";
import { startNotionCounterpart } from "../../../counterparts/notion/start-notion-counterpart.ts";
import { startOpenAiCounterpart } from "../../../counterparts/openai/start-openai-counterpart.ts";
import { startPineconeCounterpart } from "../../../counterparts/pinecone/start-pinecone-counterpart.ts";
import { startPostgres } from "../../../counterparts/postgres/start-postgres.ts";
import { startSlackCounterpart } from "../../../counterparts/slack/start-slack-counterpart.ts";
import { SQS_CREDENTIALS, SQS_REGION, startSqs } from "../../../counterparts/sqs/start-sqs.ts";
import { startSsm } from "../../../counterparts/ssm/start-ssm.ts";
import { startTeamsCounterpart } from "../../../counterparts/teams/start-teams-counterpart.ts";
import { execute } from "../../../storage/postgres/postgres-world.ts";
import { createFootnote } from "../../../support/footnote.ts";
import { temporaryFolder, writeFiles } from "../../../support/temporary-folder.ts";
import { pumpQueue } from "./pump-queue.ts";
import { startOffline } from "./start-offline.ts";

const PATH = "/footnote/production";
/** Another minute's schedule is not waited for by more than this. */
export const SCHEDULED_MS = 150_000;

export type AwsWorld = Awaited<ReturnType<typeof openAwsWorld>>;

/** Footnote as it is on Lambda, among likenesses of AWS and of vendors; its database is empty as yet. */
export async function openAwsWorld() {
  const [sqs, ssm, postgres, model] = [
    await startSqs(),
    await startSsm(),
    await startPostgres(),
    await startOpenAiCounterpart(),
  ];
  const pinecone = await startPineconeCounterpart();
  const slack = await startSlackCounterpart({ manifest: readManifest("http"), rateLimits: "none" });
  const teams = await startTeamsCounterpart({ rateLimits: "none" });
  const notion = await startNotionCounterpart();
  const { handbook } = seedCompany(notion.world.workspace);
  await execute(postgres.url("postgres"), "create database footnote");

  const dead = sqs.createQueue();
  const redrive = { deadLetterTargetArn: dead.queueArn, maxReceiveCount: "5" };
  const queue = () => sqs.createQueue({ RedrivePolicy: JSON.stringify(redrive) }).queueUrl;
  const queues = { work: queue(), deliveries: queue(), syncs: queue() };
  // All that a person configures, where the README says that it goes.
  const variables: Record<string, string> = {
    DATABASE_URL: postgres.url("footnote"),
    FOOTNOTE_SECRET_KEY: randomBytes(32).toString("base64"),
    FOOTNOTE_PUBLIC_URL: "https://footnote.example.com",
    FOOTNOTE_INDEX: "pinecone",
    PINECONE_API_KEY: pinecone.apiKey,
    PINECONE_CONTROLLER_URL: pinecone.url,
    FOOTNOTE_EMBEDDER: "openai",
    FOOTNOTE_EMBEDDING_MODEL: "test-embedder",
    FOOTNOTE_MODEL: "test-writer",
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: "test-key",
    SLACK_BOT_TOKEN: slack.company.botToken,
    SLACK_SIGNING_SECRET: slack.world.app.signingSecret,
    FOOTNOTE_SLACK_API_URL: slack.apiUrl,
    ...teams.environment,
  };
  for (const [name, value] of Object.entries(variables)) {
    ssm.parameters.set(`${PATH}/${name}`, { value, isSecret: /KEY|TOKEN|SECRET|URL/.test(name) });
  }
  const dataDir = join(temporaryFolder("aws"), "data");
  const offline = await startOffline({
    AWS_ACCESS_KEY_ID: SQS_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: SQS_CREDENTIALS.secretAccessKey,
    AWS_REGION: SQS_REGION,
    AWS_ENDPOINT_URL_SQS: sqs.endpoint,
    AWS_ENDPOINT_URL_SSM: ssm.url,
    FOOTNOTE_PARAMETERS: PATH,
    FOOTNOTE_DATA_DIR: dataDir,
    FOOTNOTE_SQS_WORK_URL: queues.work,
    FOOTNOTE_SQS_DELIVERIES_URL: queues.deliveries,
    FOOTNOTE_SQS_SYNCS_URL: queues.syncs,
    FOOTNOTE_SQS_DEAD_LETTERS_URL: dead.queueUrl,
  });
  const stopping = new AbortController();
  const pump = (queueUrl: string, name: string, batchSize: number) =>
    pumpQueue(
      { client: sqs.client, queueUrl, batchSize, invoke: (event) => offline.invoke(name, event) },
      stopping.signal,
    );
  const pumping = [
    pump(queues.work, "worker", 5),
    pump(queues.deliveries, "worker", 5),
    pump(queues.syncs, "sync", 1),
  ];
  const folder = temporaryFolder("admin");
  writeFiles(folder, { "token.txt": "ntn_test\n" });
  return {
    offline,
    slack,
    teams,
    notion,
    handbook,
    ssm,
    /** An admin's own machine, which has the same settings. */
    admin: createFootnote({ folder, dataDir, environment: variables }),
    deadLetters: () => sqs.server.inspectQueue(dead.queueName)?.messages.ready ?? [],
    async close() {
      stopping.abort();
      await Promise.all(pumping);
      await offline.stop();
      for (const one of [slack, teams, notion, model, pinecone, ssm]) await one.close();
      await sqs.stop();
      await postgres.stop();
    },
  };
}
