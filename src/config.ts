import { z } from "zod";

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
  FOOTNOTE_LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "silent"])
    .default("info")
    .describe("How much is logged to stderr, as JSON lines."),
  FOOTNOTE_EMBEDDER: z
    .enum(["local", "none"])
    .default("local")
    .describe("`local` embeds on this machine; `none` searches by keyword alone."),
  FOOTNOTE_WORKERS: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(4)
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

export interface Config {
  dataDir: string;
  port: number;
  logLevel: string;
  embedder: "local" | "none";
  workers: number;
  maxPendingPerAsker: number;
  maxPending: number;
}

/** A mistake in the configuration: one sentence that names the variable and what it takes. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
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
    logLevel: values.FOOTNOTE_LOG_LEVEL,
    embedder: values.FOOTNOTE_EMBEDDER,
    workers: values.FOOTNOTE_WORKERS,
    maxPendingPerAsker: values.FOOTNOTE_MAX_PENDING_PER_ASKER,
    maxPending: values.FOOTNOTE_MAX_PENDING,
  };
}
