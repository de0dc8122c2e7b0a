import { z } from "zod";
import type { TeamsOptions } from "./chat/teams/teams-options.ts";
import type { Retention } from "./storage/ports/privacy-storage.ts";
import type { TelemetrySettings } from "./telemetry/sdk/telemetry-settings.ts";
import { chatFoldersVariable } from "./variables/chat-folders-variable.ts";
import { ConfigError } from "./variables/config-error.ts";
import {
  databaseSecrets,
  databaseVariables,
  type PostgresConfig,
  pickPostgresConfig,
} from "./variables/database-variables.ts";
import {
  type GroupsConfig,
  groupVariables,
  pickGroupsConfig,
} from "./variables/group-variables.ts";
import { type IndexConfig, indexVariables, pickIndexConfig } from "./variables/index-variables.ts";
import { internalHostsVariable } from "./variables/internal-hosts-variable.ts";
import {
  type LearningConfig,
  learningVariables,
  pickLearningConfig,
} from "./variables/learning-variables.ts";
import { limitVariables, pickLimits, type RateLimits } from "./variables/limit-variables.ts";
import {
  type MlflowConfig,
  mlflowVariables,
  pickMlflowConfig,
} from "./variables/mlflow-variables.ts";
import {
  type EmbedderConfig,
  type EndpointConfig,
  type ModelConfig,
  type ModelPrices,
  modelVariables,
  pickEmbedderConfig,
  pickModelConfig,
} from "./variables/model-variables.ts";
import { ownDomainsVariable } from "./variables/own-domains-variable.ts";
import { parametersVariable } from "./variables/parameters-variable.ts";
import { publicUrlVariable } from "./variables/public-url-variable.ts";
import { pickRetention, retentionVariables } from "./variables/retention-variables.ts";
import { secretKeyVariables } from "./variables/secret-key-variables.ts";
import {
  pickSignInConfig,
  type SignInConfig,
  signInVariables,
} from "./variables/sign-in-variables.ts";
import { pickSlackConfig, type SlackConfig, slackVariables } from "./variables/slack-variables.ts";
import { pickSourceVariables, sourceVariables } from "./variables/source-variables.ts";
import { pickSqsConfig, type SqsConfig, sqsVariables } from "./variables/sqs-variables.ts";
import { pickTeamsConfig, teamsVariables } from "./variables/teams-variables.ts";
import {
  pickTelemetryConfig,
  telemetrySecrets,
  telemetryVariables,
} from "./variables/telemetry-variables.ts";
import {
  pickTrainingConfig,
  type TrainingConfig,
  trainingVariables,
} from "./variables/training-variables.ts";

export { ConfigError } from "./variables/config-error.ts";
export type {
  EmbedderConfig,
  EndpointConfig,
  HostedEmbedderConfig,
  ModelConfig,
  ModelPrices,
} from "./variables/model-variables.ts";

/** Every environment variable Footnote reads; `.env.example` is generated from this schema. */
export const configSchema = z.object({
  FOOTNOTE_DATA_DIR: z
    .string()
    .min(1)
    .default("./data")
    .describe("Folder that holds everything Footnote keeps: state, index, evaluation indexes."),
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .default(3000)
    .describe("Port of the web chat. 0 takes any free port."),
  FOOTNOTE_PUBLIC_URL: publicUrlVariable,
  ...signInVariables,
  FOOTNOTE_CHAT_FOLDERS: chatFoldersVariable,
  FOOTNOTE_OWN_DOMAINS: ownDomainsVariable,
  FOOTNOTE_INTERNAL_HOSTS: internalHostsVariable,
  ...databaseVariables,
  ...sqsVariables,
  FOOTNOTE_PARAMETERS: parametersVariable,
  ...indexVariables,
  FOOTNOTE_LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "silent"])
    .default("info")
    .describe("How much is logged to stderr, as JSON lines."),
  ...telemetryVariables,
  ...modelVariables,
  ...trainingVariables,
  ...mlflowVariables,
  ...secretKeyVariables,
  ...sourceVariables,
  ...groupVariables,
  ...slackVariables,
  ...teamsVariables,
  ...retentionVariables,
  ...learningVariables,
  FOOTNOTE_WORKERS: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(20)
    .describe("Questions answered at the same time by one process."),
  FOOTNOTE_DRAIN_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(600_000)
    .default(20_000)
    .describe(
      "How long `serve`, told to stop, goes on with the answers it has begun; others, or its next start, go on with the rest. Give the process some 10 seconds more before it is killed.",
    ),
  FOOTNOTE_MAX_PENDING_PER_ASKER: z.coerce
    .number()
    .int()
    .min(1)
    .default(25)
    .describe(
      "Unanswered questions one asker may have before the outcome is `busy`; some of them wait until others had their turn.",
    ),
  FOOTNOTE_MAX_PENDING: z.coerce
    .number()
    .int()
    .min(1)
    .default(200)
    .describe("Unanswered questions in all before the outcome is `busy`."),
  ...limitVariables,
});

export interface Config extends RateLimits {
  dataDir: string;
  port: number;
  /** Address to listen on. */
  host: string;
  /** Undefined: this machine's own address. */
  publicUrl: string | undefined;
  /** Undefined: whoever is at this machine may open the web chat. */
  signIn: SignInConfig | undefined;
  chatFolders: string[];
  ownDomains: string[];
  /** Where sources may be read from within the network. */
  internalHosts: string[];
  /** Undefined: SQLite in the data folder. */
  postgres: PostgresConfig | undefined;
  /** Undefined: workers look into the database by themselves. */
  sqs: SqsConfig | undefined;
  index: IndexConfig;
  logLevel: string;
  telemetry: TelemetrySettings;
  endpoint: EndpointConfig;
  /** Undefined: the local writer, which quotes. */
  model: ModelConfig | undefined;
  modelPrices: ModelPrices;
  training: TrainingConfig;
  /** Undefined: no registry elsewhere is told of ours. */
  mlflow: MlflowConfig | undefined;
  promptsDir: string | undefined;
  embedder: EmbedderConfig;
  /** Undefined: the key lies in the data folder. */
  secretKey: string | undefined;
  /** The one before, as long as something is encrypted with it. */
  secretKeyOld: string | undefined;
  /** Whatever of the environment no log may hold. */
  secrets: readonly string[];
  /** Sources' secrets that the environment offers, by the name of their variable. */
  offeredSecrets: Readonly<Record<string, string | undefined>>;
  groups: GroupsConfig;
  /** Undefined: no Slack. */
  slack: SlackConfig | undefined;
  /** Undefined: no Teams. */
  teams: TeamsOptions | undefined;
  retention: Retention;
  /** Undefined: it learns when somebody asks for it. */
  learning: LearningConfig | undefined;
  workers: number;
  /** What was begun may end so long after it was told to stop. */
  drainMs: number;
  maxPendingPerAsker: number;
  maxPending: number;
}

/** Where the user stood when npm was called, which runs its scripts in the project's folder. */
export function readCallerDirectory(): string {
  return process.env.INIT_CWD ?? process.cwd();
}

/**
 * The variables that a schema names; empty values count as not set, `otherwise` takes their place.
 * @throws ConfigError
 */
export function readVariables<Schema extends z.ZodObject>(
  schema: Schema,
  environment: NodeJS.ProcessEnv = process.env,
  otherwise: Record<string, string | undefined> = {},
): z.infer<Schema> {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse({ ...otherwise, ...set });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ConfigError(`${String(issue?.path[0])} is not usable: ${issue?.message}.`);
}

/** The same with parameters that are kept outside the environment, which win over it. @throws ConfigError */
export function readConfigWith(parameters: Readonly<Record<string, string>>): Config {
  return readConfig({}, { ...process.env, ...parameters });
}

/**
 * Reads the environment; empty values count as not set. `otherwise` takes the place of a default.
 * @throws ConfigError
 */
export function readConfig(
  otherwise: { logLevel?: string } = {},
  environment: NodeJS.ProcessEnv = process.env,
): Config {
  const values = readVariables(configSchema, environment, {
    FOOTNOTE_LOG_LEVEL: otherwise.logLevel,
  });
  const [slack, teams] = [pickSlackConfig(values), pickTeamsConfig(values)];
  const telemetry = pickTelemetryConfig(values);
  return {
    dataDir: values.FOOTNOTE_DATA_DIR,
    port: values.PORT,
    host: values.FOOTNOTE_HOST,
    publicUrl: values.FOOTNOTE_PUBLIC_URL,
    signIn: pickSignInConfig(values, { slack, teams }),
    chatFolders: values.FOOTNOTE_CHAT_FOLDERS,
    ownDomains: values.FOOTNOTE_OWN_DOMAINS,
    internalHosts: values.FOOTNOTE_INTERNAL_HOSTS,
    postgres: pickPostgresConfig(values),
    sqs: pickSqsConfig(values),
    index: pickIndexConfig(values),
    logLevel: values.FOOTNOTE_LOG_LEVEL,
    telemetry,
    endpoint: { baseUrl: values.OPENAI_BASE_URL, apiKey: values.OPENAI_API_KEY },
    model: pickModelConfig(values),
    modelPrices: {
      inputPerMillion: values.FOOTNOTE_PRICE_INPUT,
      outputPerMillion: values.FOOTNOTE_PRICE_OUTPUT,
    },
    training: pickTrainingConfig(values, environment),
    mlflow: pickMlflowConfig(values),
    promptsDir: values.FOOTNOTE_PROMPTS_DIR,
    embedder: pickEmbedderConfig(values),
    secretKey: values.FOOTNOTE_SECRET_KEY,
    secretKeyOld: values.FOOTNOTE_SECRET_KEY_OLD,
    secrets: [...pickSecrets(values), ...databaseSecrets(values), ...telemetrySecrets(telemetry)],
    offeredSecrets: pickSourceVariables(values),
    groups: pickGroupsConfig(values),
    slack,
    teams,
    retention: pickRetention(values),
    learning: pickLearningConfig(values),
    workers: values.FOOTNOTE_WORKERS,
    drainMs: values.FOOTNOTE_DRAIN_TIMEOUT_MS,
    maxPendingPerAsker: values.FOOTNOTE_MAX_PENDING_PER_ASKER,
    maxPending: values.FOOTNOTE_MAX_PENDING,
    ...pickLimits(values),
  };
}

const SECRET_NAME = /(?:TOKEN|SECRET|PASSWORD|KEY|KEY_OLD|CREDENTIALS)$/;

/** Whether a variable holds a secret, or like an address with a password in it, part of one. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) || name === "DATABASE_URL";
}

function pickSecrets(values: Readonly<Record<string, unknown>>): string[] {
  const named = Object.entries(values).filter(([name]) => SECRET_NAME.test(name));
  // Credentials may also be the path of a file, which errors have to name.
  const isPath = (value: string) => /^[./~]/.test(value);
  return named.flatMap(([, value]) => (typeof value === "string" && !isPath(value) ? [value] : []));
}
