import { randomUUID } from "node:crypto";
import { Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import type { Logger } from "../../telemetry/logger.ts";
import type { WebConversation } from "../chat-platform.ts";
import { createAnswerRoutes } from "./answer-routes.ts";
import { documentPage, missingDocumentPage } from "./document-page.ts";
import { documentPath, presentView } from "./present-answer.ts";
import { createPublicFiles } from "./public-files.ts";
import { MAX_BODY_BYTES, questionBody, readBody } from "./read-request.ts";
import { securityHeaders } from "./security-headers.ts";
import {
  knownSession,
  openSession,
  shownThreadId,
  storedMessageId,
  storedThreadId,
} from "./session.ts";

export interface WebChatDeps {
  conversation: WebConversation;
  logger: Logger;
  /** Who may come in at all: `guardLocal` until there is a sign-in. */
  guard: MiddlewareHandler;
  /** How often an idle stream of events says that it is there. */
  heartbeatMs?: number;
}

/** The chat page at `/` and the HTTP it speaks; errors are `{"error": "<one sentence>"}`. */
export function createWebChat({ conversation, logger, guard, heartbeatMs }: WebChatDeps): Hono {
  const app = new Hono();
  app.use(securityHeaders, guard);
  app.use("/api/*", bodyLimit({ maxSize: MAX_BODY_BYTES, onError: tooLarge }));

  app.get("/healthz", (c) => c.json({ ok: true }));
  app.get("/api/status", async (c) => c.json(await conversation.status()));

  app.post("/api/questions", async (c) => {
    const session = openSession(c);
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
    const session = openSession(c);
    const threads = await conversation.threads(session.askedBy);
    return c.json({
      threads: threads.map((thread) => ({
        ...thread,
        threadId: shownThreadId(session, thread.threadId),
      })),
    });
  });

  app.get("/api/threads/:id", async (c) => {
    const session = openSession(c);
    const threadId = c.req.param("id");
    const views = await conversation.thread(storedThreadId(session, threadId), session.askedBy);
    if (views.length === 0) return c.json({ error: "There is no such thread." }, 404);
    return c.json({ threadId, answers: views.map((view) => presentView(view, threadId)) });
  });

  app.route("/api/answers", createAnswerRoutes({ conversation, logger, heartbeatMs }));

  app.get("/documents/:source/:documentId{.+}", async (c) => {
    const { source, documentId } = c.req.param();
    const document = await conversation.document(source, documentId, knownSession(c)?.askedBy);
    if (document === undefined) return c.html(missingDocumentPage(), 404);
    return c.html(documentPage(document, documentPath(source, documentId)));
  });

  app.route("/", createPublicFiles());
  app.notFound((c) => c.json({ error: `There is nothing at ${c.req.path}.` }, 404));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return c.json({ error: error.message }, error.status);
    const traceId = randomUUID();
    logger.error({ error, traceId }, "A request of the web chat failed");
    return c.json({ error: `Something went wrong; the log has it as ${traceId}.`, traceId }, 500);
  });
  return app;
}

function tooLarge(): never {
  throw new HTTPException(413, { message: "The request is larger than 64 kB; shorten it." });
}
