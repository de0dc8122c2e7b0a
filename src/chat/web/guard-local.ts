import type { MiddlewareHandler } from "hono";

/**
 * Until sign-in exists: answers only a browser on this machine, and only its own pages. Checks Host
 * (against a foreign name that resolves to 127.0.0.1) and Origin and Sec-Fetch-Site (against other
 * pages, also those on other local ports). Following a link from elsewhere to a page is allowed.
 */
export function guardLocal({ port }: { port: number }): MiddlewareHandler {
  const names = ["127.0.0.1", "localhost", "[::1]"];
  const hosts = new Set(names.map((name) => `${name}:${port}`));
  // Browsers leave the default port out.
  if (port === 80) for (const name of names) hosts.add(name);
  const first = `http://127.0.0.1:${port}`;

  return async (c, next) => {
    const host = c.req.header("host")?.toLowerCase();
    if (host === undefined || !hosts.has(host)) {
      return c.text(`Footnote answers on this machine only; open ${first}.\n`, 403);
    }
    const origin = c.req.header("origin");
    const site = c.req.header("sec-fetch-site") ?? "none";
    // A form of a page without a referrer sends the origin `null`: then the browser has to say that it is ours.
    const isUnnamed = origin === "null" && site === "same-origin";
    if (origin !== undefined && !isUnnamed && origin.toLowerCase() !== `http://${host}`) {
      return c.text(`This request comes from another page; open ${first} itself.\n`, 403);
    }
    if (site !== "same-origin" && site !== "none" && !isNavigation(c.req)) {
      return c.text(`This request comes from another page; open ${first} itself.\n`, 403);
    }
    return next();
  };
}

function isNavigation(request: {
  method: string;
  header: (name: string) => string | undefined;
}): boolean {
  return (
    request.method === "GET" &&
    request.header("sec-fetch-mode") === "navigate" &&
    request.header("sec-fetch-dest") === "document"
  );
}
