import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context, MiddlewareHandler } from "hono";
import type { Visitors } from "./session.ts";

const MINUTE_MS = 60_000;
/** Several browsers may come from one address. */
const PER_ADDRESS = 5;
/** More than are there at once; beyond, those that are over are forgotten first. */
const MOST_KNOWN = 10_000;

/**
 * Tells whoever sends too much to wait: one browser, and whatever comes from its address. Who is signed in
 * is not counted by address: behind a proxy, all have one.
 */
export function limitRequests(
  perMinute: number,
  { visitors, now = Date.now }: { visitors: Visitors; now?: () => number },
): MiddlewareHandler {
  const windows = new Map<string, { beganAt: number; count: number }>();

  /** How many of this minute, this one among them. */
  function count(name: string): number {
    const time = now();
    const known = windows.get(name);
    if (known !== undefined && time - known.beganAt < MINUTE_MS) {
      known.count += 1;
      return known.count;
    }
    if (windows.size >= MOST_KNOWN) forgetOld(time);
    windows.set(name, { beganAt: time, count: 1 });
    return 1;
  }

  function forgetOld(time: number): void {
    for (const [name, { beganAt }] of windows) {
      if (time - beganAt >= MINUTE_MS) windows.delete(name);
    }
    // All of this minute: whoever makes up sessions is still counted by address.
    const [oldest] = windows.keys();
    if (windows.size >= MOST_KNOWN && oldest !== undefined) windows.delete(oldest);
  }

  return async (c, next) => {
    const session = (await visitors.known(c))?.askedBy;
    const isSignedIn = session !== undefined && visitors.signInPath !== undefined;
    const isTooMuch =
      (!isSignedIn && count(`address ${addressOf(c)}`) > perMinute * PER_ADDRESS) ||
      (session !== undefined && count(session) > perMinute);
    if (!isTooMuch) return next();
    c.header("Retry-After", "60");
    return c.json({ error: "That is too much at once: wait a minute and go on." }, 429);
  };
}

function addressOf(c: Context): string {
  // Without a connection of its own, as in tests, all come from one.
  const hasConnection = (c.env as { incoming?: unknown } | undefined)?.incoming !== undefined;
  return (hasConnection ? getConnInfo(c).remote.address : undefined) ?? "here";
}
