import { createHash, randomBytes } from "node:crypto";
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";

const COOKIE = "footnote_session";
const YEAR_S = 365 * 24 * 60 * 60;

/** Whose threads a request may see. */
export interface Session {
  /**
   * The id of a person who is signed in, else a hash of the random id that one browser alone holds:
   * the id itself opens its threads.
   */
  askedBy: string;
}

/** Who comes to the page. */
export interface Visitors {
  /** Of a request that the page itself makes. @throws NotSignedInError */
  open(c: Context): Session | Promise<Session>;
  /** Also of one that a link from elsewhere led to; undefined for nobody known. */
  known(c: Context): Session | undefined | Promise<Session | undefined>;
  /** Where somebody signs in to see a page; undefined where nobody needs to. */
  signInPath?(returnTo: string): string;
  /** Who is signed in; undefined where nobody needs to. @throws NotSignedInError, ChatError */
  me?(c: Context): Promise<{ id: string; name: string; through: string; isAdmin: boolean }>;
}

/** On this machine alone, without sign-in: each browser is somebody. */
export const localVisitors: Visitors = { open: openSession, known: knownSession };

/** The session that the request belongs to, when it says so. */
function knownSession(c: Context): Session | undefined {
  const id = getCookie(c, COOKIE);
  return id && /^[\w-]{43}$/.test(id) ? { askedBy: `web:${digest(id)}` } : undefined;
}

/**
 * The browser's session; made when there is none. Call it only for requests the page itself makes:
 * a Strict cookie is not sent along a link from elsewhere, and a new one would replace it.
 */
function openSession(c: Context): Session {
  const known = knownSession(c);
  if (known) return known;
  const id = randomBytes(32).toString("base64url");
  setCookie(c, COOKIE, id, {
    httpOnly: true,
    sameSite: "Strict",
    path: "/",
    maxAge: YEAR_S,
    secure: new URL(c.req.url).protocol === "https:",
  });
  return { askedBy: `web:${digest(id)}` };
}

/** A thread's id as storage knows it; carries the browser, so no other can name it. */
export function storedThreadId(session: Session, threadId: string): string {
  return `${session.askedBy}:${threadId}`;
}

/** A thread's id as the page knows it. */
export function shownThreadId(session: Session, threadId: string): string {
  return threadId.replace(`${session.askedBy}:`, "");
}

/** The same message of the same browser has the same id, however often it is sent. */
export function storedMessageId(session: Session, messageId: string): string {
  return digest(`${session.askedBy} ${messageId}`);
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}
