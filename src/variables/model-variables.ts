import { z } from "zod";
import { ConfigError } from "./config-error.ts";

const milliseconds = z.coerce.number().int().min(100).max(3_600_000);

/** Language models and embedders, at one endpoint. */
export const modelVariables = {
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
} as const;

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

const schema = z.object(modelVariables);
type Values = z.infer<typeof schema>;

/** Undefined: the local writer, which quotes. @throws ConfigError */
export function pickModelConfig(values: Values): ModelConfig | undefined {
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

/** @throws ConfigError */
export function pickEmbedderConfig(values: Values): EmbedderConfig {
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
