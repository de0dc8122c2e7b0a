import { z } from "zod";
import { ConfigError } from "./config-error.ts";

const url = z
  .url({ protocol: /^https?$/, error: "give the queue's address, https://sqs.…" })
  .optional();

/** Queues by which workers on Lambda are woken up; `serverless.yml` sets them. */
export const sqsVariables = {
  FOOTNOTE_SQS_WORK_URL: url.describe(
    "SQS queue that wakes workers on Lambda for questions and what happens in chats; the other three belong to it. Without them, workers look into the database by themselves.",
  ),
  FOOTNOTE_SQS_DELIVERIES_URL: url.describe(
    "SQS queue that wakes workers on Lambda to show answers, which mostly is to wait for them.",
  ),
  FOOTNOTE_SQS_SYNCS_URL: url.describe(
    "SQS queue that wakes workers on Lambda to read sources and to embed what they brought.",
  ),
  FOOTNOTE_SQS_DEAD_LETTERS_URL: url.describe(
    "SQS queue that is told of jobs which were given up.",
  ),
};

type Name = keyof typeof sqsVariables;
type Values = Partial<Record<Name, string | undefined>>;

export interface SqsConfig {
  workUrl: string;
  deliveriesUrl: string;
  syncsUrl: string;
  deadLettersUrl: string;
}

/** Undefined: no SQS. @throws ConfigError when only some of them are set */
export function pickSqsConfig(values: Values): SqsConfig | undefined {
  const names = Object.keys(sqsVariables) as Name[];
  const set = names.find((name) => values[name] !== undefined);
  if (set === undefined) return undefined;
  const need = (name: Name): string => {
    const value = values[name];
    if (value !== undefined) return value;
    throw new ConfigError(`${set} is set, but not ${name}: set it, or unset both.`);
  };
  return {
    workUrl: need("FOOTNOTE_SQS_WORK_URL"),
    deliveriesUrl: need("FOOTNOTE_SQS_DELIVERIES_URL"),
    syncsUrl: need("FOOTNOTE_SQS_SYNCS_URL"),
    deadLettersUrl: need("FOOTNOTE_SQS_DEAD_LETTERS_URL"),
  };
}
