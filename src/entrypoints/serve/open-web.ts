import type { App } from "../../app.ts";
import { guardLocal } from "../../chat/web/guard-local.ts";
import { limitRequests } from "../../chat/web/limit-requests.ts";
import { createWebChat } from "../../chat/web/web-chat.ts";
import { createPromptSuggester } from "../../conversation/suggest-prompts.ts";
import { createWebConversation } from "../../conversation/web-conversation.ts";
import { StorageError } from "../../storage/storage-error.ts";
import { createReportDoor, isForReport } from "../admin/report-door.ts";
import { createMetricsDoor } from "../metrics/metrics-door.ts";
import { isForReview, openReview } from "../review/open-review.ts";
import { openSignIn } from "../sign-in/open-sign-in.ts";
import { isForSignIn } from "../sign-in/sign-in-door.ts";
import { createHealthDoor } from "./health/health-door.ts";
import { readReadiness } from "./health/read-readiness.ts";
import type { openChats } from "./run-chats.ts";
import { SAMPLE_PROMPTS } from "./sample-handbook.ts";
import { createWebhookDoor } from "./webhook-door.ts";

export type WebChats = Pick<
  Awaited<ReturnType<typeof openChats>>,
  "receive" | "setup" | "signedIn" | "connections" | "platforms"
>;

/**
 * All that is reached by HTTP at this port, until `signal` aborts. What cannot stream sends no part of an
 * answer before all of it: the page asks again and again then.
 */
export function openWeb(
  app: App,
  chats: WebChats,
  { port, streams }: { port: number; streams: boolean },
  signal: AbortSignal,
): (request: Request, env: object) => Response | Promise<Response> {
  const { assistant } = app.answering;
  const suggesting = { ...app, assistant: assistant && { ...assistant, logger: app.logger } };
  const conversation = createWebConversation({
    ...app,
    suggestPrompts: createPromptSuggester(suggesting, signal),
    limits: app.config,
    accessLists: app.answering.accessLists,
    servingEmbedder: app.answering.servingEmbedder,
    samplePrompts: SAMPLE_PROMPTS,
    readers: chats.signedIn?.readers,
  });
  const signIn = chats.signedIn && openSignIn(app, chats.signedIn);
  // Without sign-in, the page shows documents to whoever opens it, so it stays on this machine.
  const guard = signIn?.guard ?? guardLocal({ port });
  const { logger } = app;
  const visitors = signIn?.visitors;
  const { webRequestsPerMinute: requestsPerMinute } = app.config;
  const chat = createWebChat({
    ...{ conversation, logger, guard, visitors, requestsPerMinute, streams },
    isAway: (error) => error instanceof StorageError,
  });
  const report = createReportDoor({
    ...app,
    signedIn: visitors && chats.signedIn && { visitors, platforms: chats.signedIn.platforms },
    guard,
    limit: visitors && limitRequests(requestsPerMinute, { visitors }),
  });
  const { platforms } = chats;
  const review = openReview(app, { guard, visitors, platforms });
  const webhooks = createWebhookDoor(app.administering);
  const metrics = openMetrics(app);
  const health = createHealthDoor(() => readReadiness(app, chats, signal), app.now);
  return (request, env) => {
    const probed = health(request);
    if (probed !== undefined) return probed;
    if (signal.aborted && isNew(request)) return comeBack();
    const { pathname } = new URL(request.url);
    if (metrics !== undefined && pathname === "/metrics") return metrics(request);
    if (pathname.startsWith("/setup/")) return chats.setup(request);
    if (signIn !== undefined && isForSignIn(pathname)) return signIn.receive(request, env);
    if (isForReport(pathname)) return report.fetch(request, env);
    if (isForReview(pathname)) return review(request, env);
    const isWebhook = pathname.startsWith("/webhooks/");
    return chats.receive(request) ?? (isWebhook ? webhooks : chat).fetch(request, env);
  };
}

/** Undefined without a token: then there is nothing at its address. */
function openMetrics({ config, telemetry: { prometheus } }: App) {
  const { metricsToken: token } = config.telemetry;
  return token !== undefined && prometheus !== undefined
    ? createMetricsDoor({ token, prometheus })
    : undefined;
}

/** Brings something in; what only looks, such as the stream of an answer that ends here, goes on. */
function isNew({ method }: Request): boolean {
  return method !== "GET" && method !== "HEAD";
}

/** Chats, sources and the web page send again what was answered like this; another process may take it. */
function comeBack(): Response {
  const error = "Footnote is being stopped or restarted; send it again in a moment.";
  return Response.json(
    { error },
    { status: 503, headers: { "Retry-After": "2", Connection: "close" } },
  );
}
