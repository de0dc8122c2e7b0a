import { randomUUID } from "node:crypto";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import type { Logger } from "../../telemetry/logger.ts";
import { ChatError } from "../chat-error.ts";
import type { WebConversation } from "../chat-platform.ts";
import { NotSignedInError } from "../sign-in-provider.ts";
import { createAnswerRoutes } from "./answer-routes.ts";
import { documentPage, missingDocumentPage } from "./document-page.ts";
import { limitBody } from "./limit-body.ts";
import { limitRequests } from "./limit-requests.ts";
import { documentPath, presentView } from "./present-answer.ts";
import { createPublicFiles } from "./public-files.ts";
import { MAX_BODY_BYTES, questionBody, readBody } from "./read-request.ts";
import { securityHeaders } from "./security-headers.ts";
import {
  localVisitors,
  shownThreadId,
  storedMessageId,
  storedThreadId,
  type Visitors,
} from "./session.ts";

const RETRY_AFTER_S = 5;

export interface WebChatDeps {
  conversation: WebConversation;
  logger: Logger;
  /** Who may come in at all: `guardLocal`, or with sign-in `guardPublic`. */
  guard: MiddlewareHandler;
  /** Each browser for itself, where absent. */
  visitors?: Visitors | undefined;
  /** How often an idle stream of events says that it is there. */
  heartbeatMs?: number;
  /** False where an answer is sent as a whole or not at all: the page asks for what is new, then. */
  streams?: boolean;
  /** Of one browser; without a limit where absent. */
  requestsPerMinute?: number;
  /** Whether a fault is that of what keeps questions and answers, and the same may be sent again later. */
  isAway?: (error: unknown) => boolean;
}

/** The chat page at `/` and the HTTP it speaks; errors are `{"error": "<one sentence>"}`. */
export function createWebChat(deps: WebChatDeps): Hono {
  const { conversation, logger, guard, visitors = localVisitors } = deps;
  const { requestsPerMinute, streams = true } = deps;
  const app = new Hono();
  app.use(securityHeaders, guard);
  if (requestsPerMinute !== undefined) {
    // The page itself comes from memory: who shares an address with a flood still sees it, and can sign in.
    const limit = limitRequests(requestsPerMinute, { visitors });
    for (const path of ["/api/*", "/documents/*"]) app.use(path, limit);
  }
  app.use("/api/*", limitBody(MAX_BODY_BYTES, tooLarge));

  app.get("/api/status", async (c) => {
    const session = visitors.signInPath ? await visitors.open(c) : undefined;
    return c.json(await conversation.status(session?.askedBy));
  });
  app.get("/api/me", async (c) => c.json({ signedIn: (await visitors.me?.(c)) ?? null }));

  app.post("/api/questions", async (c) => {
    const session = await visitors.open(c);
    const { messageId, threadId = randomUUID(), text } = await readBody(c, questionBody);
    const asked = await conversation.ask({
      messageId: storedMessageId(session, messageId),
      threadId: storedThreadId(session, threadId),
      askedBy: session.askedBy,
      text,
    });
    return c.json({ ...asked, threadId }, 202);
  });

  app.get("/api/threads", async (c) => {
    const session = await visitors.open(c);
    const threads = await conversation.threads(session.askedBy);
    return c.json({
      threads: threads.map((thread) => ({
        ...thread,
        threadId: shownThreadId(session, thread.threadId),
      })),
    });
  });

  app.get("/api/threads/:id", async (c) => {
    const session = await visitors.open(c);
    const threadId = c.req.param("id");
    const views = await conversation.thread(storedThreadId(session, threadId), session.askedBy);
    if (views.length === 0) return c.json({ error: "There is no such thread." }, 404);
    return c.json({ threadId, answers: views.map((view) => presentView(view, threadId)) });
  });

  app.route("/api/answers", createAnswerRoutes({ ...deps, visitors, streams }));

  app.get("/documents/:source/:documentId{.+}", async (c) => {
    const { source, documentId } = c.req.param();
    const session = await visitors.known(c);
    if (session === undefined && visitors.signInPath) {
      return c.redirect(visitors.signInPath(c.req.path), 303);
    }
    const document = await conversation.document(source, documentId, session?.askedBy);
    if (document === undefined) return c.html(missingDocumentPage(), 404);
    return c.html(documentPage(document, documentPath(source, documentId)));
  });

  app.get("/", async (c, next) => {
    const isKnown = visitors.signInPath === undefined || (await visitors.known(c)) !== undefined;
    return isKnown ? next() : c.redirect(visitors.signInPath?.("/") ?? "/", 303);
  });
  app.route("/", createPublicFiles());
  app.notFound((c) => c.json({ error: `There is nothing at ${c.req.path}.` }, 404));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return c.json({ error: error.message }, error.status);
    if (error instanceof NotSignedInError) return signInAgain(c, visitors);
    if (error instanceof ChatError) return cannotTell(c, error, logger);
    if (deps.isAway?.(error)) return comeBack(c, error, logger);
    const traceId = randomUUID();
    logger.error({ error, traceId }, "A request of the web chat failed");
    return c.json({ error: `Something went wrong; the log has it as ${traceId}.`, traceId }, 500);
  });
  return app;
}

/** A page goes to where one signs in; what a script asked for says so. */
function signInAgain(c: Context, { signInPath }: Visitors): Response {
  const isPage = c.req.method === "GET" && !c.req.path.startsWith("/api/");
  if (isPage && signInPath) return c.redirect(signInPath(c.req.path), 303);
  const error = "You are not signed in any more; sign in again, what you typed is kept.";
  return c.json({ error, signIn: signInPath?.("/") }, 401);
}

/** Nothing is shown to somebody of whom nobody says what they may read. */
function cannotTell(c: Context, error: ChatError, logger: Logger): Response {
  const traceId = randomUUID();
  logger.warn({ error, traceId }, "What somebody may read could not be told");
  const sentence = `It cannot be told at the moment what you may read; try again soon. The log has it as ${traceId}.`;
  return c.json({ error: sentence, traceId }, 503);
}

/** Without a trace id: the page takes that for an answer, and otherwise asks again by itself. */
function comeBack(c: Context, error: Error, logger: Logger): Response {
  logger.warn({ error }, "A request of the web chat was put off");
  const sentence = "Footnote cannot reach its database at the moment; try again in a few seconds.";
  return c.json({ error: sentence }, 503, { "Retry-After": String(RETRY_AFTER_S) });
}

function tooLarge(): never {
  throw new HTTPException(413, { message: "The request is larger than 64 kB; shorten it." });
}
