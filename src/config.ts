import { z } from "zod";
import { chatFoldersVariable } from "./chat-folders-variable.ts";
import { ConfigError } from "./config-error.ts";
import { publicUrlVariable } from "./public-url-variable.ts";
import { pickSlackConfig, type SlackConfig, slackVariables } from "./slack-variables.ts";
import { pickSourceVariables, sourceVariables } from "./source-variables.ts";

export { ConfigError } from "./config-error.ts";

const milliseconds = z.coerce.number().int().min(100).max(3_600_000);

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
    .describe("Port of the web chat; it listens on 127.0.0.1 only. 0 takes any free port."),
  FOOTNOTE_PUBLIC_URL: publicUrlVariable,
  FOOTNOTE_CHAT_FOLDERS: chatFoldersVariable,
  FOOTNOTE_LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "silent"])
    .default("info")
    .describe("How much is logged to stderr, as JSON lines."),
  OPENAI_BASE_URL: z
    .url({ protocol: /^https?$/, error: "it looks like http://localhost:11434/v1" })
    .optional()
    .describe(
      "Address of an OpenAI-compatible endpoint, usually ending in /v1; without it, OpenAI's own.",
    ),
  OPENAI_API_KEY: z
    .string()
    .optional()
    .describe("Its key. Servers of your own, such as Ollama, need none."),
  FOOTNOTE_MODEL: z
    .string()
    .optional()
    .describe("Name of the language model that writes answers; without it, answers are quotes."),
  FOOTNOTE_MODEL_API: z
    .enum(["auto", "responses", "chat"])
    .default("auto")
    .describe("Which API the model is reached by; `auto` finds out what the endpoint offers."),
  FOOTNOTE_CHECK_MODEL: z
    .string()
    .optional()
    .describe(
      "Name of a model that checks each sentence as well, beside the check that always runs.",
    ),
  FOOTNOTE_CONTEXT_TOKENS: z.coerce
    .number()
    .int()
    .min(2_000)
    .max(2_000_000)
    .default(8_192)
    .describe("Tokens that the model's window holds, question, passages and answer together."),
  FOOTNOTE_FIRST_TOKEN_TIMEOUT_MS: milliseconds
    .default(10_000)
    .describe("An answer whose first word takes longer is given in quotes; slow models need more."),
  FOOTNOTE_STALL_TIMEOUT_MS: milliseconds
    .default(10_000)
    .describe("A model that pauses longer in the middle of an answer is given up on."),
  FOOTNOTE_MODEL_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000)
    .default(20)
    .describe("Calls to the language model at the same time, by one process."),
  FOOTNOTE_DAILY_TOKEN_LIMIT: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe("Tokens a day (UTC) after which answers are given in quotes; without it, no limit."),
  FOOTNOTE_PRICE_INPUT: z.coerce
    .number()
    .min(0)
    .optional()
    .describe(
      "Price in USD of a million tokens read, for the costs that `usage` and answers show.",
    ),
  FOOTNOTE_PRICE_OUTPUT: z.coerce
    .number()
    .min(0)
    .optional()
    .describe("Price in USD of a million tokens written."),
  FOOTNOTE_PROMPTS_DIR: z
    .string()
    .optional()
    .describe("Folder with prompts of your own in place of `prompts/`."),
  FOOTNOTE_EMBEDDER: z
    .enum(["local", "openai", "none"])
    .optional()
    .describe(
      "`local` embeds on this machine, `openai` at the endpoint, `none` searches by keyword alone. Without it: `openai` where FOOTNOTE_EMBEDDING_MODEL is set, else `local`.",
    ),
  FOOTNOTE_EMBEDDING_MODEL: z
    .string()
    .optional()
    .describe("Name of the embedding model at the endpoint."),
  FOOTNOTE_EMBEDDING_DIMENSIONS: z.coerce
    .number()
    .int()
    .min(8)
    .max(8_192)
    .optional()
    .describe("Length of its vectors, for models that let you choose."),
  FOOTNOTE_EMBEDDING_QUERY_PREFIX: z
    .string()
    .optional()
    .describe("Put before each question, for models that ask for it; known ones need no setting."),
  FOOTNOTE_EMBEDDING_PASSAGE_PREFIX: z
    .string()
    .optional()
    .describe("Put before each passage, likewise."),
  FOOTNOTE_SECRET_KEY: z
    .string()
    .regex(/^(?:[0-9a-fA-F]{64}|[\w+/-]{43}=?)$/, {
      error: "give 32 bytes in base64, as `openssl rand -base64 32` makes them",
    })
    .optional()
    .describe(
      "Key that sources' tokens are encrypted with, 32 bytes in base64; without it, one is made in the data folder's `secret.key`. Keep it: backups do not hold it.",
    ),
  ...sourceVariables,
  ...slackVariables,
  FOOTNOTE_WORKERS: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(20)
    .describe("Questions answered at the same time by one process."),
  FOOTNOTE_MAX_PENDING_PER_ASKER: z.coerce
    .number()
    .int()
    .min(1)
    .default(5)
    .describe("Unanswered questions one asker may have before the outcome is `busy`."),
  FOOTNOTE_MAX_PENDING: z.coerce
    .number()
    .int()
    .min(1)
    .default(200)
    .describe("Unanswered questions in all before the outcome is `busy`."),
});

/** Where models are reached. */
export interface EndpointConfig {
  baseUrl: string | undefined;
  apiKey: string | undefined;
}

/** The language model that writes. */
export interface ModelConfig {
  name: string;
  api: "auto" | "responses" | "chat";
  /** Name of the model that checks each sentence; undefined: the deterministic check alone. */
  checkModel: string | undefined;
  contextTokens: number;
  firstTokenMs: number;
  stallMs: number;
  maxConcurrent: number;
  dailyTokenLimit: number | undefined;
}

/** An embedding model at the endpoint. */
export interface HostedEmbedderConfig {
  model: string;
  dimensions: number | undefined;
  queryPrefix: string | undefined;
  passagePrefix: string | undefined;
}

export type EmbedderConfig =
  | { kind: "local" | "none" }
  | ({ kind: "openai" } & HostedEmbedderConfig);

/** USD per million tokens. */
export interface ModelPrices {
  inputPerMillion: number | undefined;
  outputPerMillion: number | undefined;
}

export interface Config {
  dataDir: string;
  port: number;
  /** Undefined: this machine's own address. */
  publicUrl: string | undefined;
  chatFolders: string[];
  logLevel: string;
  endpoint: EndpointConfig;
  /** Undefined: the local writer, which quotes. */
  model: ModelConfig | undefined;
  modelPrices: ModelPrices;
  promptsDir: string | undefined;
  embedder: EmbedderConfig;
  /** Undefined: the key lies in the data folder. */
  secretKey: string | undefined;
  /** Sources' secrets that the environment offers, by the name of their variable. */
  offeredSecrets: Readonly<Record<string, string | undefined>>;
  /** Undefined: no Slack. */
  slack: SlackConfig | undefined;
  workers: number;
  maxPendingPerAsker: number;
  maxPending: number;
}

/** Where the user stood when npm was called, which runs its scripts in the project's folder. */
export function readCallerDirectory(): string {
  return process.env.INIT_CWD ?? process.cwd();
}

/**
 * Reads the environment; empty values count as not set. `otherwise` takes the place of a default.
 * @throws ConfigError
 */
export function readConfig(
  otherwise: { logLevel?: string } = {},
  environment: NodeJS.ProcessEnv = process.env,
): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = configSchema.safeParse({ FOOTNOTE_LOG_LEVEL: otherwise.logLevel, ...set });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigError(`${String(issue?.path[0])} is not usable: ${issue?.message}.`);
  }
  const values = parsed.data;
  return {
    dataDir: values.FOOTNOTE_DATA_DIR,
    port: values.PORT,
    publicUrl: values.FOOTNOTE_PUBLIC_URL,
    chatFolders: values.FOOTNOTE_CHAT_FOLDERS,
    logLevel: values.FOOTNOTE_LOG_LEVEL,
    endpoint: { baseUrl: values.OPENAI_BASE_URL, apiKey: values.OPENAI_API_KEY },
    model: modelConfig(values),
    modelPrices: {
      inputPerMillion: values.FOOTNOTE_PRICE_INPUT,
      outputPerMillion: values.FOOTNOTE_PRICE_OUTPUT,
    },
    promptsDir: values.FOOTNOTE_PROMPTS_DIR,
    embedder: embedderConfig(values),
    secretKey: values.FOOTNOTE_SECRET_KEY,
    offeredSecrets: pickSourceVariables(values),
    slack: pickSlackConfig(values),
    workers: values.FOOTNOTE_WORKERS,
    maxPendingPerAsker: values.FOOTNOTE_MAX_PENDING_PER_ASKER,
    maxPending: values.FOOTNOTE_MAX_PENDING,
  };
}

type Values = z.infer<typeof configSchema>;

function modelConfig(values: Values): ModelConfig | undefined {
  if (values.FOOTNOTE_MODEL === undefined) return undefined;
  requireEndpoint("FOOTNOTE_MODEL", values);
  return {
    name: values.FOOTNOTE_MODEL,
    api: values.FOOTNOTE_MODEL_API,
    checkModel: values.FOOTNOTE_CHECK_MODEL,
    contextTokens: values.FOOTNOTE_CONTEXT_TOKENS,
    firstTokenMs: values.FOOTNOTE_FIRST_TOKEN_TIMEOUT_MS,
    stallMs: values.FOOTNOTE_STALL_TIMEOUT_MS,
    maxConcurrent: values.FOOTNOTE_MODEL_CONCURRENCY,
    dailyTokenLimit: values.FOOTNOTE_DAILY_TOKEN_LIMIT,
  };
}

function embedderConfig(values: Values): EmbedderConfig {
  const model = values.FOOTNOTE_EMBEDDING_MODEL;
  const kind = values.FOOTNOTE_EMBEDDER ?? (model === undefined ? "local" : "openai");
  if (kind !== "openai") return { kind };
  if (model === undefined) {
    throw new ConfigError(
      "FOOTNOTE_EMBEDDER is openai: name the model in FOOTNOTE_EMBEDDING_MODEL.",
    );
  }
  requireEndpoint("FOOTNOTE_EMBEDDING_MODEL", values);
  return {
    kind,
    model,
    dimensions: values.FOOTNOTE_EMBEDDING_DIMENSIONS,
    queryPrefix: values.FOOTNOTE_EMBEDDING_QUERY_PREFIX,
    passagePrefix: values.FOOTNOTE_EMBEDDING_PASSAGE_PREFIX,
  };
}

function requireEndpoint(variable: string, values: Values): void {
  if (values.OPENAI_BASE_URL !== undefined || values.OPENAI_API_KEY !== undefined) return;
  throw new ConfigError(
    `${variable} is set, but no endpoint: set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own.`,
  );
}
