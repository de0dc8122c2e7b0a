import { randomUUID } from "node:crypto";
import { type App, createApp } from "../../app.ts";
import { ConfigError, configSchema, readConfigWith, readVariables } from "../../config.ts";
import { nameMachine } from "../../sync/hold-lease.ts";
import { examineLambda } from "../examine/examine-lambda.ts";
import { openChats } from "../serve/run-chats.ts";
import { readParameters } from "./read-parameters.ts";

export interface LambdaApp {
  app: App;
  chats: Awaited<ReturnType<typeof openChats>>;
}

const where = configSchema.pick({ FOOTNOTE_PARAMETERS: true });
let opened: Promise<LambdaApp> | undefined;

/** Wired once for all that an instance is asked; what failed is tried again with the next. @throws ConfigError */
export function openLambdaApp(): Promise<LambdaApp> {
  opened ??= open().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

/** One invocation; between two an instance is held still, with whatever waits to be sent. */
export async function invoked<T>(work: (lambda: LambdaApp) => Promise<T>): Promise<T> {
  const lambda = await openLambdaApp();
  try {
    return await work(lambda);
  } finally {
    await lambda.app.telemetry.flush();
  }
}

async function open(): Promise<LambdaApp> {
  nameMachine(randomUUID());
  const config = await readLambdaConfig();
  const [missing] = examineLambda(config).filter(({ ok }) => !ok);
  if (missing) throw new ConfigError(`On Lambda, ${missing.detail}: ${missing.fix}.`);
  const app = await createApp(config);
  return { app, chats: await openChats(app) };
}

/** The environment with what the Parameter Store has beside it. @throws ConfigError */
export async function readLambdaConfig() {
  const { FOOTNOTE_PARAMETERS: path } = readVariables(where);
  return readConfigWith(path === undefined ? {} : await readParameters(path));
}
