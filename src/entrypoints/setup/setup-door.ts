import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Context, Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { SetupDoorDeps } from "../../administration/setup/setup-deps.ts";
import { hashToken } from "../../administration/setup/setup-token.ts";
import {
  countTry,
  giveSecret,
  readTask,
  type SetupTask,
} from "../../administration/setup/use-setup-link.ts";
import { beginVisit, endVisit, keepAccess } from "../../administration/setup/visit-vendor.ts";
import { ChatError } from "../../chat/chat-error.ts";
import { limitBody } from "../../chat/web/limit-body.ts";
import { securityHeaders } from "../../chat/web/security-headers.ts";
import { AdminError } from "../../sources/sources-deps.ts";
import { createBadTokenLimit } from "./bad-token-limit.ts";
import { guardSetup } from "./guard-setup.ts";
import { STYLESHEET, taskPage, visitPage, wordPage } from "./setup-pages.ts";

const COOKIE = "footnote_setup";
const VISIT_S = 15 * 60;
const VENDOR_TIMEOUT_MS = 60_000;
/** A key file of Google's has two of them. */
const MAX_BODY_BYTES = 64 * 1024;
const TOKEN = /^[\w-]{43}$/;

/**
 * Pages below `/setup/`, where an admin gives the secret that a chat asked them for. The link itself
 * is what lets them in; opening it changes nothing, since programs look at links as well.
 */
export function createSetupDoor(deps: SetupDoorDeps): Hono {
  const door = new Hono();
  const isTooMuch = createBadTokenLimit(deps.now);
  const styles = readFileSync(join(import.meta.dirname, "setup.css"), "utf8");
  door.use(securityHeaders, guardSetup(deps));

  /** The task of a link; else what to answer. */
  async function findTask(c: Context): Promise<SetupTask | Response> {
    const token = c.req.param("token") ?? "";
    const link = TOKEN.test(token)
      ? await deps.storage.setupLinks.get(hashToken(token), deps.now())
      : undefined;
    if (link !== undefined) return readTask(link, deps);
    if (isTooMuch()) return say(c, 429, "Too many links", "Wait a minute and try again.");
    return say(
      c,
      404,
      "This link is not good any more",
      "It works once and for 15 minutes: ask for another one in the chat.",
    );
  }

  door.get(STYLESHEET, (c) => c.body(styles, 200, { "Content-Type": "text/css; charset=utf-8" }));

  door.get("/setup/callback", async (c) => {
    if (c.req.method !== "GET") return c.body(null, 200);
    const reply = new URL(c.req.url).searchParams;
    const link = await endVisit(reply, getCookie(c, COOKIE), deps);
    if (link === undefined) {
      if (isTooMuch()) return say(c, 429, "Too many replies", "Wait a minute and try again.");
      const sentence =
        "It was answered before, or it began in another browser: open the link from the chat again.";
      return say(c, 403, "This answer belongs to nothing here", sentence);
    }
    try {
      const signal = AbortSignal.timeout(VENDOR_TIMEOUT_MS);
      return done(c, await keepAccess(link, reply, deps, signal));
    } catch (error) {
      const sentence = `${problemOf(error)} The link from the chat is good for another try.`;
      return say(c, 400, "That did not work", sentence);
    }
  });

  door.get("/setup/:token", async (c) => {
    const task = await findTask(c);
    return task instanceof Response ? task : c.html(taskPage(task, undefined, deps.now()));
  });

  const tooLarge = (c: Context) => say(c, 413, "Too long", "No secret is as long as that.");
  door.post("/setup/:token", limitBody(MAX_BODY_BYTES, tooLarge), async (c) => {
    const task = await findTask(c);
    if (task instanceof Response) return task;
    try {
      const { secret, allow } = await readForm(c);
      if (allow !== undefined) return await leave(c, task, deps);
      const text = typeof secret === "string" ? secret.trim() : "";
      if (text === "") throw new AdminError("Nothing was given: paste it into the field.");
      await countTry(task, deps);
      await giveSecret(task, text, deps);
      return done(c, task);
    } catch (error) {
      return c.html(taskPage(task, problemOf(error), deps.now()), 400);
    }
  });

  door.notFound((c) => c.text("Nothing is here.\n", 404));
  door.onError((error, c) => {
    if (error instanceof AdminError) return say(c, 400, "That cannot be done", error.message);
    const traceId = randomUUID();
    deps.logger.error({ error, traceId }, "A setup page failed");
    return say(c, 500, "Something went wrong", `The log has it as ${traceId}.`);
  });
  return door;
}

/** @throws AdminError for what no browser sends */
async function readForm(c: Context): Promise<Record<string, unknown>> {
  try {
    return await c.req.parseBody();
  } catch (error) {
    throw new AdminError("The form did not come whole: send it again.", { cause: error });
  }
}

async function leave(c: Context, task: SetupTask, deps: SetupDoorDeps): Promise<Response> {
  const { url, browser } = await beginVisit(task, deps);
  setCookie(c, COOKIE, browser, {
    httpOnly: true,
    // The vendor's page leads back here, and a Strict cookie would stay behind.
    sameSite: "Lax",
    path: "/setup",
    maxAge: VISIT_S,
    secure: deps.publicUrl.startsWith("https:"),
  });
  return c.html(visitPage(task.title, url));
}

function done(c: Context, { name, link: { person } }: SetupTask): Response {
  const [platform = ""] = person.split(":");
  const chat = platform.charAt(0).toUpperCase() + platform.slice(1);
  const sentence = `You can close this page and go back to ${chat}: a message there says what comes next.`;
  return say(c, 200, `${name} is connected`, sentence);
}

/** One sentence for what is the admin's or the vendor's; ours is thrown on. */
function problemOf(error: unknown): string {
  if (error instanceof AdminError) return withoutCommands(error.message);
  if (error instanceof ChatError) {
    return "The chat does not say whether you are an admin now: try again in a moment.";
  }
  throw error;
}

/** What to type on the command line is of no use here. */
function withoutCommands(message: string): string {
  const sentences = message.split(/(?<=\.)\s+/);
  const kept = sentences.filter((sentence) => !/`sources |`--|\s--[a-z]/.test(sentence));
  return kept.length === 0 ? message : kept.join(" ");
}

function say(
  c: Context,
  status: 200 | 400 | 403 | 404 | 413 | 429 | 500,
  heading: string,
  sentence: string,
): Response {
  return c.html(wordPage(heading, sentence), status) as Response;
}
