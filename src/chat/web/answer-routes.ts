import { type Context, Hono } from "hono";
import type { Logger } from "../../telemetry/logger.ts";
import type { WebConversation } from "../chat-platform.ts";
import { answerEvents, askAgain, newEvents } from "./answer-events.ts";
import { presentPassage, presentView } from "./present-answer.ts";
import { check, openedBody, readBody, voteBody, withdrawQuery } from "./read-request.ts";
import { shownThreadId, type Visitors } from "./session.ts";

export interface AnswerRoutesDeps {
  conversation: WebConversation;
  visitors: Visitors;
  logger: Logger;
  heartbeatMs?: number;
  streams: boolean;
}

/** Everything below `/api/answers`; an answer of somebody else is as unknown as one that never was. */
export function createAnswerRoutes(deps: AnswerRoutesDeps): Hono {
  const { conversation, visitors, logger, streams, heartbeatMs = 15_000 } = deps;
  const app = new Hono();

  app.get("/:id", async (c) => {
    const session = await visitors.open(c);
    const view = await conversation.answer(c.req.param("id"), session.askedBy);
    if (view === undefined) return unknownAnswer(c);
    return c.json(presentView(view, shownThreadId(session, view.threadId)));
  });

  app.get("/:id/events", async (c) => {
    const { askedBy } = await visitors.open(c);
    const answerId = c.req.param("id");
    if ((await conversation.answer(answerId, askedBy)) === undefined) return unknownAnswer(c);
    // The browser's own header is newer than the address it first connected with.
    const after = Number(c.req.header("last-event-id") || c.req.query("after")) || 0;
    const request = { conversation, answerId, askedBy, after };
    if (c.req.header("accept") === "application/json") {
      return c.json({ events: await newEvents(request) });
    }
    if (!streams) return askAgain();
    const onError = (error: unknown) =>
      logger.error({ error, answerId }, "An answer's events could not be read");
    return answerEvents({ ...request, heartbeatMs, onError });
  });

  app.post("/:id/votes", async (c) => {
    const { askedBy } = await visitors.open(c);
    const { vote, reason, correction, citation } = await readBody(c, voteBody);
    const answerId = c.req.param("id");
    const votes = await conversation.vote({
      ...{ answerId, voter: askedBy, vote, reason, citation },
      correction: correction || undefined,
    });
    return votes === undefined ? unknownAnswer(c) : c.json({ votes });
  });

  app.delete("/:id/votes", async (c) => {
    const { askedBy } = await visitors.open(c);
    const { citation } = check(c.req.query(), withdrawQuery);
    const answerId = c.req.param("id");
    const votes = await conversation.vote({
      ...{ answerId, voter: askedBy, vote: "withdrawn", citation },
      ...{ reason: undefined, correction: undefined },
    });
    return votes === undefined ? unknownAnswer(c) : c.json({ votes });
  });

  app.get("/:id/why", async (c) => {
    const { askedBy } = await visitors.open(c);
    const why = await conversation.why(c.req.param("id"), askedBy);
    return why === undefined ? unknownAnswer(c) : c.json(why);
  });

  app.get("/:id/citations/:n{[0-9]+}", async (c) => {
    const { askedBy } = await visitors.open(c);
    const { id, n } = c.req.param();
    const passage = await conversation.citation(id, askedBy, Number(n));
    if (passage === undefined) return c.json({ error: "There is no such citation." }, 404);
    return c.json(presentPassage(passage));
  });

  // Says which citation, never where its link leads: nothing is forwarded, and no address is kept.
  app.post("/:id/opened", async (c) => {
    const { askedBy } = await visitors.open(c);
    const { citation } = await readBody(c, openedBody);
    const isKnown = await conversation.opened(c.req.param("id"), askedBy, citation);
    if (!isKnown) return c.json({ error: "There is no such citation." }, 404);
    return c.body(null, 204);
  });

  return app;
}

function unknownAnswer(c: Context) {
  return c.json({ error: "There is no such answer." }, 404);
}
