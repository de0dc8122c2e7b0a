import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type ServerType, serve as serveHttp } from "@hono/node-server";
import type { App } from "../../app.ts";
import { guardLocal } from "../../chat/web/guard-local.ts";
import { createWebChat } from "../../chat/web/web-chat.ts";
import { createPromptSuggester } from "../../conversation/suggest-prompts.ts";
import { createWebConversation } from "../../conversation/web-conversation.ts";
import { runRetention } from "../../privacy/run-retention.ts";
import { examineModels } from "../examine/examine-models.ts";
import { OperationError } from "../operation-error.ts";
import { keepServeLease } from "./keep-serve-lease.ts";
import { openChats } from "./run-chats.ts";
import { runSyncing } from "./run-syncing.ts";
import { addSampleHandbook, SAMPLE_PROMPTS } from "./sample-handbook.ts";
import { createWebhookDoor } from "./webhook-door.ts";

/** The web chat shows other people's documents to whoever opens it, so it stays on this machine. */
const HOSTNAME = "127.0.0.1";
/** How long open event streams may take to end. */
const DRAIN_MS = 3_000;

/** Everything in one process, until `signal` aborts. @throws OperationError when the port is taken */
export async function serve(app: App, signal: AbortSignal): Promise<void> {
  const chats = await openChats(app);
  const server = await listen(app, chats, signal);
  const { port } = server.address() as AddressInfo;
  await addSampleHandbook(app);
  process.stderr.write(`Footnote is at http://${HOSTNAME}:${port} (stop with Ctrl+C)\n`);
  const background = [
    reportModels(app, signal),
    chats.run(signal),
    runSyncing(app, signal),
    keepServeLease(app, signal),
    runRetention({ ...app, retention: app.config.retention }, signal),
  ];
  if (!signal.aborted) await once(signal, "abort");
  await close(server);
  await Promise.all(background);
}

async function listen(
  app: App,
  chats: Pick<Awaited<ReturnType<typeof openChats>>, "receive" | "setup">,
  signal: AbortSignal,
): Promise<ServerType> {
  const { assistant } = app.answering;
  const suggesting = { ...app, assistant: assistant && { ...assistant, logger: app.logger } };
  const conversation = createWebConversation({
    ...app,
    suggestPrompts: createPromptSuggester(suggesting, signal),
    limits: app.config,
    accessLists: app.answering.accessLists,
    servingEmbedder: app.answering.servingEmbedder,
    samplePrompts: SAMPLE_PROMPTS,
  });
  // With port 0 the real port, which the guard compares Host with, is known only once it listens.
  let receive: (request: Request) => Response | Promise<Response>;
  const server = serveHttp({
    fetch: (request) => receive(request),
    hostname: HOSTNAME,
    port: app.config.port,
  });
  try {
    if (!server.listening) await once(server, "listening");
  } catch (error) {
    throw new OperationError(
      `Port ${app.config.port} is taken or not allowed: stop what uses it, or set PORT to another one.`,
      { cause: error },
    );
  }
  const { port } = server.address() as AddressInfo;
  const chat = createWebChat({ conversation, logger: app.logger, guard: guardLocal({ port }) });
  const webhooks = createWebhookDoor(app.administering);
  receive = (request) => {
    if (new URL(request.url).pathname.startsWith("/setup/")) return chats.setup(request);
    const isWebhook = new URL(request.url).pathname.startsWith("/webhooks/");
    return chats.receive(request) ?? (isWebhook ? webhooks : chat).fetch(request);
  };
  return server;
}

/** What is wrong with a configured model is said at the start; until it is mended, answers are quotes. */
async function reportModels({ config }: App, signal: AbortSignal): Promise<void> {
  for (const { name, ok, detail, fix } of await examineModels(config, signal)) {
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
