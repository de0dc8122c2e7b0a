import type { MiddlewareHandler } from "hono";

/**
 * With sign-in: a browser calls Footnote by its public name, or a proxy does by this machine's. What
 * it sends comes from Footnote's own pages; from elsewhere, a link to a page may be followed.
 */
export function guardPublic({ publicUrl }: { publicUrl: string }): MiddlewareHandler {
  const { host: publicHost, origin: publicOrigin } = new URL(publicUrl);

  return async (c, next) => {
    const { method } = c.req;
    const host = c.req.header("host")?.toLowerCase() ?? "";
    const isHere = isThisMachine(host);
    if (host !== publicHost && !isHere) {
      return c.text(`Footnote is not called by this name; open ${publicOrigin}.\n`, 403);
    }
    const origin = c.req.header("origin")?.toLowerCase();
    const site = c.req.header("sec-fetch-site");
    const own = isHere ? [publicOrigin, `http://${host}`] : [publicOrigin];
    const isSafe = method === "GET" || method === "HEAD";
    // A page without a referrer sends the origin `null`: then the browser has to say that it is ours.
    const isNamed = origin !== undefined && origin !== "null";
    const isFromOwn = isNamed ? own.includes(origin) : site === "same-origin";
    const isFollowed = isSafe && (site === undefined || site === "none" || isNavigation(c.req));
    if (isFromOwn && (site === undefined || site === "same-origin")) return next();
    if (isFollowed && !isNamed) return next();
    return c.text(`This request comes from another page; open ${publicOrigin} itself.\n`, 403);
  };
}

function isNavigation(request: { header: (name: string) => string | undefined }): boolean {
  return (
    request.header("sec-fetch-mode") === "navigate" &&
    request.header("sec-fetch-dest") === "document"
  );
}

function isThisMachine(host: string): boolean {
  const address = `http://${host}`;
  if (!URL.canParse(address) || new URL(address).host !== host) return false;
  return /^(?:localhost|\[::1\]|127(?:\.\d{1,3}){3})$/.test(new URL(address).hostname);
}
