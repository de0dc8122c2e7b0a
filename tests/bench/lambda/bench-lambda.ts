import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { unzipSync } from "fflate";
import pg from "pg";
import { startPineconeCounterpart } from "../../counterparts/pinecone/start-pinecone-counterpart.ts";
import { startPostgres } from "../../counterparts/postgres/start-postgres.ts";
import { signedHeaders } from "../../counterparts/slack/delivery/sign.ts";
import { startSlackCounterpart } from "../../counterparts/slack/start-slack-counterpart.ts";
import { SQS_CREDENTIALS, SQS_REGION, startSqs } from "../../counterparts/sqs/start-sqs.ts";
import { isInstalled, needingIt, packageService, zipOf } from "../../deploy/aws/osls.ts";
import type { ColdStart } from "./measure-cold-start.ts";

/*
 * How large the packages for Lambda are, and how long a new instance of `http` needs until a signed
 * event of Slack's is kept and acknowledged, each in a new process, with Postgres and SQS on this machine.
 */

const RUNS = 10;
const FUNCTIONS = ["http", "worker", "sync", "migrate"];
const MEASURE = join(import.meta.dirname, "measure-cold-start.ts");

if (!isInstalled) {
  console.error(needingIt("bench:lambda"));
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), "footnote-bench-lambda-"));
await packageService();
const [postgres, sqs] = [await startPostgres(), await startSqs()];
const pinecone = await startPineconeCounterpart();
const slack = await startSlackCounterpart({ rateLimits: "none" });
const { signingSecret } = slack.world.app;
try {
  printSizes();
  await measure();
} finally {
  await Promise.all([postgres.stop(), sqs.stop(), slack.close(), pinecone.close()]);
  rmSync(folder, { recursive: true, force: true });
}

function printSizes(): void {
  console.log("package   zipped   unzipped");
  for (const name of FUNCTIONS) {
    const zip = readFileSync(zipOf(name));
    const files = Object.entries(unzipSync(zip));
    const bytes = files.reduce((sum, [, { length }]) => sum + length, 0);
    console.log(`${name.padEnd(8)} ${mb(statSync(zipOf(name)).size)} ${mb(bytes)}`);
    for (const [file, content] of files) {
      const target = join(folder, name, file);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
  }
}

async function measure(): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url("postgres") });
  await client.connect();
  await client.query("create database bench");
  await client.end();
  const bundle = join(folder, "http/src/entrypoints/lambda/http.mjs");
  const bare = join(folder, "bare.mjs");
  writeFileSync(bare, "export const handler = async () => ({ statusCode: 200 });");
  // The first one makes the tables.
  await coldStart(bundle);
  const [own, baseline]: [ColdStart[], ColdStart[]] = [[], []];
  for (let n = 0; n < RUNS; n++) {
    own.push(await coldStart(bundle));
    baseline.push(await coldStart(bare));
  }
  const failed = own.find(({ statuses }) => statuses.join() !== "200,200");
  if (failed) throw new Error(`Not acknowledged: ${failed.statuses.join()}`);
  console.log(`\n${"http, new processes".padEnd(30)}  median  worst   bare handler`);
  const line = (name: string, unit: string, pick: (one: ColdStart) => number) => {
    const of = (all: ColdStart[]) => all.map(pick).toSorted((a, b) => a - b);
    const median = (all: ColdStart[]) => Math.round(of(all)[Math.floor(RUNS / 2)] ?? 0);
    const cells = [median(own), Math.round(of(own).at(-1) ?? 0), median(baseline)];
    console.log(
      `${name.padEnd(30)} ${cells.map((cell) => String(cell).padStart(6)).join(" ")} ${unit}`,
    );
  };
  line("loaded and ready", "ms", ({ loadMs }) => loadMs);
  line("first event acknowledged", "ms", ({ loadMs, firstMs }) => loadMs + firstMs);
  line("the processor's time until then", "ms", ({ cpuMs }) => cpuMs);
  line("the next event takes", "ms", ({ secondMs }) => secondMs);
  line("memory", "MB", ({ rssMb }) => rssMb);
}

async function coldStart(handler: string): Promise<ColdStart> {
  const events = join(folder, "events.json");
  writeFileSync(events, JSON.stringify([slackEvent(), slackEvent()]));
  const queue = sqs.createQueue().queueUrl;
  const { stdout } = await promisify(execFile)(process.execPath, [MEASURE, handler, events], {
    env: {
      AWS_ACCESS_KEY_ID: SQS_CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: SQS_CREDENTIALS.secretAccessKey,
      AWS_REGION: SQS_REGION,
      AWS_ENDPOINT_URL_SQS: sqs.endpoint,
      FOOTNOTE_SQS_WORK_URL: queue,
      FOOTNOTE_SQS_DELIVERIES_URL: queue,
      FOOTNOTE_SQS_SYNCS_URL: queue,
      FOOTNOTE_SQS_DEAD_LETTERS_URL: queue,
      FOOTNOTE_DATA_DIR: join(folder, "data"),
      FOOTNOTE_DATABASE_CONNECTIONS: "1",
      FOOTNOTE_PUBLIC_URL: "https://footnote.example.com",
      FOOTNOTE_SECRET_KEY: randomBytes(32).toString("base64"),
      FOOTNOTE_INDEX: "pinecone",
      PINECONE_API_KEY: pinecone.apiKey,
      PINECONE_CONTROLLER_URL: pinecone.url,
      FOOTNOTE_EMBEDDER: "none",
      FOOTNOTE_LOG_LEVEL: "error",
      DATABASE_URL: postgres.url("bench"),
      SLACK_BOT_TOKEN: slack.company.botToken,
      SLACK_SIGNING_SECRET: signingSecret,
      FOOTNOTE_SLACK_API_URL: slack.apiUrl,
    },
  });
  return JSON.parse(stdout) as ColdStart;
}

/** As the gateway hands it over. */
function slackEvent(): object {
  const team_id = slack.company.teamId;
  const body = JSON.stringify({
    ...{ type: "event_callback", event_id: randomBytes(8).toString("hex"), team_id },
    authorizations: [{ team_id }],
    event: { type: "channel_archive", channel: "C1", user: "U1" },
  });
  const headers = { "content-type": "application/json", ...signedHeaders(signingSecret, body) };
  return {
    ...{ version: "2.0", rawPath: "/slack/events", rawQueryString: "", isBase64Encoded: false },
    headers: { host: "footnote.example.com", ...headers },
    requestContext: {
      domainName: "footnote.example.com",
      http: { method: "POST", sourceIp: "192.0.2.1" },
    },
    body,
  };
}

function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`.padStart(9);
}
