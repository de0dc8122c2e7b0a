import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";

/** One browser: keeps cookies for each host, and sends what a browser would say of itself. */
export interface SignInBrowser {
  readonly cookies: Map<string, string>;
  /** A page that is opened by a link or an address; redirects are not followed. */
  open(path: string): Promise<Response>;
  /** A request of the page's own scripts. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  post(path: string, body?: unknown): Promise<Response>;
  /** Goes to the vendor; gives the address of its page. */
  leave(provider: string, returnTo?: string): Promise<URL>;
  /** Signs in; gives the last answer of Footnote. */
  signIn(provider: string, who: string, returnTo?: string): Promise<Response>;
}

/** `publicUrl` is what the browser believes; `address` is where the server listens, as behind a proxy. */
export function openSignInBrowser(address: string, publicUrl = address): SignInBrowser {
  const cookies = new Map<string, string>();

  async function send(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    if (cookie !== "") headers.set("Cookie", cookie);
    const response = await sendAs(new URL(path, address), init, headers);
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  }

  const navigate = { "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document" };
  const browser: SignInBrowser = {
    cookies,
    open: (path) => send(path, { headers: { "Sec-Fetch-Site": "cross-site", ...navigate } }),
    fetch(path, init = {}) {
      const isSafe = init.method === undefined || init.method === "GET";
      const origin: Record<string, string> = isSafe ? {} : { Origin: publicUrl };
      const headers = { "Sec-Fetch-Site": "same-origin", ...origin, ...init.headers };
      return send(path, { ...init, headers });
    },
    post: (path, body) =>
      browser.fetch(path, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body ?? {}),
      }),
    async leave(provider, returnTo) {
      const query = returnTo === undefined ? "" : `?returnTo=${encodeURIComponent(returnTo)}`;
      const response = await browser.open(`/sign-in/${provider}${query}`);
      return new URL(response.headers.get("location") ?? "");
    },
    async signIn(provider, who, returnTo) {
      return browser.open(await agree(await browser.leave(provider, returnTo), who));
    },
  };
  return browser;
}

/** Node's own fetch says `cors` of everything, and a link that is followed is something else. */
async function sendAs(url: URL, init: RequestInit, headers: Headers): Promise<Response> {
  const { method = "GET", body } = init;
  const sending = request(url, { method, headers: Object.fromEntries(headers) });
  sending.end(typeof body === "string" ? body : undefined);
  const [incoming] = (await once(sending, "response")) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const pairs = Object.entries(incoming.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value) => [name, value] as [string, string]),
  );
  const status = incoming.statusCode ?? 0;
  const isEmpty = status === 204 || status === 304;
  return new Response(isEmpty ? null : Buffer.concat(chunks), { status, headers: pairs });
}

/** Somebody agrees at the vendor's page; gives the path at Footnote that they are sent back to. */
export async function agree(page: URL, who: string, allow = "yes"): Promise<string> {
  const body = new URLSearchParams({ user: who, allow });
  const response = await fetch(page, { method: "POST", body, redirect: "manual" });
  const location = response.headers.get("location");
  if (location === null) throw new Error(`${response.status} ${await response.text()}`);
  const { pathname, search } = new URL(location);
  return `${pathname}${search}`;
}
