import type { MiddlewareHandler } from "hono";
import { isLoopback } from "../../text/is-loopback.ts";

/**
 * Who may come to the setup pages: a browser that calls Footnote by its public name, or by this
 * machine's, as a proxy does. What it sends has to come from such a page itself.
 */
export function guardSetup({ publicUrl }: { publicUrl: string }): MiddlewareHandler {
  const { host: publicHost, origin: publicOrigin } = new URL(publicUrl);

  return async (c, next) => {
    const host = c.req.header("host")?.toLowerCase() ?? "";
    if (host !== publicHost && !isThisMachine(host)) {
      return c.text("Footnote is not called by this name.\n", 403);
    }
    if (c.req.method === "GET" || c.req.method === "HEAD") return next();
    const own = isThisMachine(host) ? [publicOrigin, `http://${host}`] : [publicOrigin];
    const isOwn = comesFrom(own, c.req.header("origin"), c.req.header("sec-fetch-site"));
    return isOwn ? next() : c.text("This request comes from another page.\n", 403);
  };
}

/** A page without a referrer sends the origin `null`: then the browser has to say that it is ours. */
function comesFrom(
  own: readonly string[],
  origin: string | undefined,
  site: string | undefined,
): boolean {
  if (site !== undefined && site !== "same-origin") return false;
  if (origin === undefined || origin === "null") return site === "same-origin";
  return own.includes(origin.toLowerCase());
}

function isThisMachine(host: string): boolean {
  const address = `http://${host}`;
  if (!URL.canParse(address)) return false;
  const { host: named, hostname } = new URL(address);
  return named === host && isLoopback(hostname);
}
