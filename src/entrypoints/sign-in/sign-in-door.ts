import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { ChatError } from "../../chat/chat-error.ts";
import { SignInError, type SignInProvider } from "../../chat/sign-in-provider.ts";
import { guardPublic } from "../../chat/web/guard-public.ts";
import { securityHeaders } from "../../chat/web/security-headers.ts";
import type { Readers } from "../../conversation/signed-in/readers.ts";
import {
  beginVisit,
  endVisit,
  ownPath,
  type VisitDeps,
} from "../../conversation/signed-in/sign-in-visits.ts";
import { endSession, openSession } from "../../conversation/signed-in/web-sessions.ts";
import type { Logger } from "../../telemetry/logger.ts";
import { createSignInCookies } from "./sign-in-cookies.ts";
import { SIGN_IN_STYLES, signInPage } from "./sign-in-pages.ts";

export interface SignInDoorDeps extends VisitDeps {
  providers: readonly SignInProvider[];
  readers: Readers;
  /** How much one address may ask. */
  limit: MiddlewareHandler;
  logger: Logger;
}

/** Whether a request is for this door. */
export function isForSignIn(pathname: string): boolean {
  return /^\/sign-(?:in|out)(?:\/|$)/.test(pathname);
}

/** `/sign-in`, the ways to the vendors and back, and `/sign-out`. */
export function createSignInDoor(deps: SignInDoorDeps): Hono {
  const { providers, readers, logger } = deps;
  const cookies = createSignInCookies(deps.publicUrl);
  const styles = readFileSync(join(import.meta.dirname, "sign-in.css"), "utf8");
  const door = new Hono();
  door.use(securityHeaders, guardPublic(deps), deps.limit);

  const returnTo = (c: Context) => ownPath(c.req.query("returnTo"));
  const refuse = (c: Context, sentence: string, status: 400 | 403 | 500 | 503) =>
    c.html(signInPage(providers, "/", sentence), status);

  door.get("/sign-in", (c) => c.html(signInPage(providers, returnTo(c))));
  door.get(SIGN_IN_STYLES, (c) =>
    c.body(styles, 200, { "Content-Type": "text/css; charset=utf-8" }),
  );

  for (const provider of providers) {
    door.get(`/sign-in/${provider.name}`, async (c) => {
      // Browsers that look ahead send HEAD, and go nowhere.
      if (c.req.method !== "GET") return c.body(null, 200);
      const { url, sealed } = await beginVisit(provider, returnTo(c), deps);
      cookies.setVisit(c, sealed);
      return c.redirect(url.href, 303);
    });

    door.get(`/sign-in/${provider.name}/callback`, async (c) => {
      if (c.req.method !== "GET") return c.body(null, 200);
      const reply = new URL(c.req.url).searchParams;
      const sealed = cookies.visit(c);
      cookies.forget(c, "visit");
      const { returnTo: next, ...signedIn } = await endVisit(provider, reply, sealed, deps);
      if ((await readers.audienceOf(signedIn.person, "now")) === undefined) {
        logger.warn({ workspaceId: signedIn.workspaceId }, "Somebody unknown tried to sign in");
        return refuse(c, unknownPerson(provider), 403);
      }
      // Whoever was signed in in this browser is so no more, and no id from before lives on.
      await endSession(cookies.session(c), deps);
      cookies.setSession(c, await openSession(signedIn, deps));
      return c.redirect(next, 303);
    });
  }

  door.post("/sign-out", async (c) => {
    await endSession(cookies.session(c), deps);
    cookies.forget(c, "session");
    return c.redirect("/sign-in", 303);
  });

  door.notFound((c) => c.text("Nothing is here.\n", 404));
  door.onError((error, c) => {
    const traceId = randomUUID();
    if (error instanceof SignInError) {
      logger.warn({ error, traceId }, "A sign-in was refused");
      return refuse(c, error.message, 403);
    }
    if (error instanceof ChatError) {
      logger.warn({ error, traceId }, "It cannot be told whether somebody may sign in");
      const sentence = "It cannot be told at the moment what you may read: try again soon.";
      return refuse(c, sentence, 503);
    }
    logger.error({ error, traceId }, "A sign-in failed");
    return refuse(c, `Something went wrong; the log has it as ${traceId}.`, 500);
  });
  return door;
}

function unknownPerson({ name, title }: SignInProvider): string {
  return name === "microsoft"
    ? "Teams does not know you as a member or guest whom Footnote has met: add Footnote in Teams, write to it there once, and sign in again."
    : `${title} does not know you as a member or guest of the workspace that Footnote is in.`;
}
