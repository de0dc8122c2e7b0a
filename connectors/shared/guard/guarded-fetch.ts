import { ConnectorError } from "../../connector.ts";
import { isLocalName } from "./internal-addresses.ts";
import { type Agents, InternalHostError, openAgents } from "./open-agents.ts";

/** The setting that a request goes by, even where an answer named its address. */
export interface Home {
  setting: string;
  url: string;
}

/** A request that is not sent, for where it would go. */
export class RefusedAddressError extends ConnectorError {
  constructor(message: string, options?: ErrorOptions) {
    super("invalid", message, options);
  }
}

const REDIRECTS = 5;
const REDIRECTING: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

let shared: Promise<Agents> | undefined;

/**
 * `fetch` for whatever somebody who adds a source, or an answer of a vendor's, may have named: never to
 * the own network. This machine is asked where the setting itself names it, and only at that origin.
 * Redirects are followed for what only reads; to another origin nothing goes along that lets us in.
 * @throws RefusedAddressError
 */
export async function guardedFetch(
  input: string | URL,
  init: RequestInit,
  home: Home,
  agents: Promise<Agents> = sharedAgents(),
): Promise<Response> {
  let url = new URL(input);
  if ((init.redirect ?? "follow") !== "follow") return send(url, init, home, await agents);
  let request = init;
  for (let redirects = 0; ; redirects += 1) {
    const response = await send(url, { ...request, redirect: "manual" }, home, await agents);
    const location = response.headers.get("location");
    if (!REDIRECTING.has(response.status) || location === null) return response;
    await response.body?.cancel();
    const next = URL.parse(location, url.href);
    if (next === null || redirects >= REDIRECTS || !mayFollow(request, url, next)) {
      throw new RefusedAddressError(
        `${url.host} sends a request on to ${next?.host ?? "no address"}, which is not followed: check \`${home.setting}\`.`,
      );
    }
    // Credentials, and whatever else was meant for the first alone, stay behind.
    if (next.origin !== url.origin) request = { ...request, headers: { Accept: "*/*" } };
    url = next;
  }
}

function sharedAgents(): Promise<Agents> {
  shared ??= openAgents();
  return shared;
}

function mayFollow({ method = "GET" }: RequestInit, from: URL, to: URL): boolean {
  if (!["GET", "HEAD"].includes(method.toUpperCase())) return false;
  // An answer that came encrypted does not send us on in the clear.
  return to.protocol === "https:" || (to.protocol === "http:" && from.protocol === "http:");
}

async function send(url: URL, init: RequestInit, home: Home, agents: Agents): Promise<Response> {
  const isHome = url.origin === URL.parse(home.url)?.origin;
  const dispatcher = isHome && isLocalName(url.hostname) ? agents.here : agents.outside;
  try {
    return await fetch(url, { ...init, dispatcher } as RequestInit);
  } catch (error) {
    const { cause } = error as { cause?: unknown };
    if (!(cause instanceof InternalHostError)) throw error;
    const who = isHome ? `\`${home.setting}\`` : (URL.parse(home.url)?.host ?? home.url);
    throw new RefusedAddressError(
      `${who} leads to ${cause.host}, an address of the internal network, where no source is read: correct \`${home.setting}\`, or have whoever runs Footnote allow it with FOOTNOTE_INTERNAL_HOSTS.`,
      { cause },
    );
  }
}
