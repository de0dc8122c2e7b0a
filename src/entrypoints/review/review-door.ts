import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { z } from "zod";
import { ChatError } from "../../chat/chat-error.ts";
import { limitBody } from "../../chat/web/limit-body.ts";
import { securityHeaders } from "../../chat/web/security-headers.ts";
import { decideReview, type Verdict } from "../../feedback/review/decide.ts";
import { OvertakenError } from "../../feedback/review/overtaken.ts";
import { readQueue } from "../../feedback/review/read-queue.ts";
import type { ReviewDeps } from "../../feedback/review/review-deps.ts";
import type { QueueReader } from "../../feedback/review/reviewer.ts";
import { AdminError } from "../../sources/sources-deps.ts";
import type { Logger } from "../../telemetry/logger.ts";
import { REVIEW_PATH, reviewPage, STYLES, wordPage } from "./review-page.ts";
import type { Said } from "./said.ts";

/** Who comes to the page: a reviewer, somebody who is none, nobody known, or where nobody can be. */
export type Visitor = QueueReader | keyof typeof REFUSALS | "unknown";

export interface ReviewDoorDeps extends ReviewDeps {
  /** As the web chat's: browsers that call Footnote by its name, and what its own pages send. */
  guard: MiddlewareHandler;
  limit: MiddlewareHandler;
  visitorOf(c: Context): Promise<Visitor>;
  /** Where somebody signs in first; undefined where nobody does. */
  signInPath: ((returnTo: string) => string) | undefined;
  /** What people call somebody. */
  nameOf(person: string): Promise<string>;
  logger: Logger;
}

/** Four thousand characters of text, of any script, and what comes with them. */
const MAX_BODY_BYTES = 64 * 1024;

const REFUSALS = {
  "no-reviewer":
    "Only admins of Footnote review answers: ask one of them to make you one, or to review.",
  "no-sign-in":
    "Nobody can sign in here: set FOOTNOTE_SIGN_IN, or review in the chat or with `footnote verified`.",
} as const;

const form = z.object({
  version: z.coerce.number().int().nonnegative(),
  verdict: z.enum(["accept", "correct", "reject"]),
  question: z.string().optional(),
  text: z.string().optional(),
  documents: z.union([z.string(), z.array(z.string())]).optional(),
});

/** `/admin/review`: what waits for a reviewer, and what they decide about it. */
export function createReviewDoor(deps: ReviewDoorDeps): Hono {
  const door = new Hono();
  const styles = readFileSync(join(import.meta.dirname, "review.css"), "utf8");
  door.use(securityHeaders, deps.guard, deps.limit);

  /** The reviewer, or what to answer in their place. */
  async function reviewer(c: Context): Promise<QueueReader | Response> {
    const visitor = await deps.visitorOf(c);
    if (visitor === "unknown") return c.redirect(deps.signInPath?.(REVIEW_PATH) ?? "/", 303);
    if (typeof visitor !== "string") return visitor;
    return c.html(wordPage("This is not for you", REFUSALS[visitor]), 403);
  }

  const show = async (c: Context, reader: QueueReader, said: Said = {}, status: Status = 200) => {
    const queue = await readQueue(reader, deps);
    const page = await reviewPage({ queue, reader, said, page: Number(c.req.query("page")) }, deps);
    return c.html(page, status);
  };

  door.get(STYLES, (c) => c.body(styles, 200, { "Content-Type": "text/css; charset=utf-8" }));

  door.get(REVIEW_PATH, async (c) => {
    const reader = await reviewer(c);
    return reader instanceof Response ? reader : show(c, reader, { done: c.req.query("done") });
  });

  const tooLarge = (c: Context) =>
    c.html(wordPage("Too long", "No answer is as long as that."), 413) as Response;
  door.post(`${REVIEW_PATH}/:id`, limitBody(MAX_BODY_BYTES, tooLarge), async (c) => {
    const reader = await reviewer(c);
    if (reader instanceof Response) return reader;
    const sent = form.safeParse(await c.req.parseBody({ all: true }).catch(() => ({})));
    if (!sent.success) {
      return show(c, reader, { problem: "The form did not come whole: send it again." }, 400);
    }
    const { version, ...rest } = sent.data;
    try {
      const id = c.req.param("id");
      const { decision } = await decideReview(id, version, toVerdict(rest), reader, deps);
      const done = decision === "rejected" ? "rejected" : "accepted";
      // Reloading the page decides nothing again.
      return c.redirect(`${REVIEW_PATH}?done=${done}`, 303);
    } catch (error) {
      if (!(error instanceof AdminError)) throw error;
      return show(
        c,
        reader,
        { problem: error.message },
        error instanceof OvertakenError ? 409 : 400,
      );
    }
  });

  door.notFound((c) => c.text("Nothing is here.\n", 404));
  door.onError((error, c) => {
    const traceId = randomUUID();
    if (error instanceof ChatError) {
      deps.logger.warn({ error, traceId }, "It cannot be told whether somebody may review");
      const sentence = "It cannot be told at the moment what you may read: try again soon.";
      return c.html(wordPage("Try again soon", sentence), 503);
    }
    deps.logger.error({ error, traceId }, "The review page failed");
    return c.html(wordPage("Something went wrong", `The log has it as ${traceId}.`), 500);
  });
  return door;
}

type Status = 200 | 400 | 409;

function toVerdict({ verdict, question, text, documents }: Omit<z.infer<typeof form>, "version">) {
  if (verdict !== "correct") return { type: verdict } satisfies Verdict;
  return {
    type: verdict,
    question: question ?? "",
    text: text ?? "",
    documents: documents === undefined ? [] : [documents].flat(),
  } satisfies Verdict;
}
