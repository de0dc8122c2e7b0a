import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type ServerType, serve as serveHttp } from "@hono/node-server";
import type { App } from "../../app.ts";
import { runRetention } from "../../privacy/run-retention.ts";
import { examineSecrets } from "../examine/examine.ts";
import { examineModels } from "../examine/examine-models.ts";
import { observeHttp } from "../metrics/observe-http.ts";
import { observeInstallation } from "../metrics/observe-installation.ts";
import { observeQuality } from "../metrics/observe-quality.ts";
import { OperationError } from "../operation-error.ts";
import { keepServeLease } from "./keep-serve-lease.ts";
import { followJobs } from "./learning/follow-jobs.ts";
import { runLearning } from "./learning/run-learning.ts";
import { runTrials } from "./learning/run-trials.ts";
import { openWeb, type WebChats } from "./open-web.ts";
import { openChats } from "./run-chats.ts";
import { runSyncing } from "./run-syncing.ts";
import { addSampleHandbook } from "./sample-handbook.ts";

/** How long open event streams may take to end. */
const DRAIN_MS = 3_000;

/** How long a request may take to come. */
export interface RequestTimeLimits {
  headersTimeout: number;
  requestTimeout: number;
  /** How often connections are looked through for it. */
  connectionsCheckingInterval: number;
}

/** Whoever sends a request slower than that holds a connection for nothing. */
const TIME_LIMITS: RequestTimeLimits = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 2_000,
};

export interface ServeOptions {
  timeLimits?: RequestTimeLimits;
}

/**
 * Everything in one process, until `stop` aborts.
 * @throws OperationError when the port is taken, StorageError once the state has moved elsewhere
 */
export async function serve(
  app: App,
  stop: AbortSignal,
  { timeLimits = TIME_LIMITS }: ServeOptions = {},
): Promise<void> {
  const moved = new AbortController();
  const signal = AbortSignal.any([stop, moved.signal]);
  observeInstallation(app);
  observeQuality(app);
  const chats = await openChats(app);
  const server = await listen(app, chats, timeLimits, signal);
  try {
    await addSampleHandbook(app);
  } catch (error) {
    // What still listens would keep the process from ending.
    await close(server);
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  process.stderr.write(`Footnote is at ${describeAddress(app, port)} (stop with Ctrl+C)\n`);
  const background = [
    report(app, signal),
    chats.run(signal),
    runSyncing(app, signal),
    runTrials(app, signal),
    followJobs(app, signal),
    runLearning(app, signal),
    runRetention({ ...app, retention: app.config.retention }, signal),
  ];
  const over = new AbortController();
  const lease = keepServeLease(app, over.signal).catch((error: unknown) => moved.abort(error));
  try {
    if (!signal.aborted) await once(signal, "abort");
    // It listens on: who asks whether it is ready is told, and who watches an answer sees its end.
    await Promise.all(background);
  } finally {
    await close(server);
    over.abort();
    await lease;
  }
  moved.signal.throwIfAborted();
}

async function listen(
  app: App,
  chats: WebChats,
  timeLimits: RequestTimeLimits,
  signal: AbortSignal,
): Promise<ServerType> {
  // With port 0 the real port, which the guard compares Host with, is known only once it listens.
  let receive: (request: Request, env: object) => Response | Promise<Response>;
  const server = serveHttp({
    fetch: (request, env) => receive(request, env),
    serverOptions: timeLimits,
    hostname: app.config.host,
    port: app.config.port,
  });
  try {
    if (!server.listening) await once(server, "listening");
  } catch (error) {
    throw new OperationError(
      `Port ${app.config.port} is taken or not allowed on ${app.config.host}: stop what uses it, or set PORT to another one.`,
      { cause: error },
    );
  }
  const { port } = server.address() as AddressInfo;
  const open = openWeb(app, chats, { port, streams: true }, signal);
  receive = observeHttp(open, app.telemetry.instruments);
  return server;
}

/** Where browsers go; with sign-in that need not be where it listens. */
function describeAddress({ config: { signIn, host }, publicUrl }: App, port: number): string {
  const listening = `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
  return signIn === undefined ? listening : `${publicUrl}, listening on ${listening}`;
}

/** What it works without for a while, and somebody should know: a key; a model, without which it quotes. */
async function report(app: App, signal: AbortSignal): Promise<void> {
  const secrets = await examineSecrets(app);
  const models = await examineModels(app.config, signal);
  for (const { name, ok, detail, fix } of [...(secrets.ok ? [] : [secrets]), ...models]) {
    const way = fix === undefined ? "" : ` (${fix})`;
    if (!signal.aborted) process.stderr.write(`${ok ? "" : "Problem: "}${name}: ${detail}${way}\n`);
  }
}

async function close(server: ServerType): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  const timer = setTimeout(() => {
    if ("closeAllConnections" in server) server.closeAllConnections();
  }, DRAIN_MS);
  if ("closeIdleConnections" in server) server.closeIdleConnections();
  await closed;
  clearTimeout(timer);
}
