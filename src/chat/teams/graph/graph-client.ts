import { ChatError } from "../../chat-error.ts";
import type { AppToken } from "../connect/app-token.ts";
import { withToken } from "../connect/with-token.ts";
import { graphRefusal, readRefusal } from "./graph-refusal.ts";

export interface GraphAsk {
  tenantId: string;
  /** Ids and words between slashes, as they are: they are encoded here. */
  path: readonly string[];
  query?: Readonly<Record<string, string>>;
  signal?: AbortSignal | undefined;
}

/**
 * Microsoft Graph, to read. One call is one request; none is made before the time that Graph gave
 * when it last asked to wait. All throw ChatError, with a `GraphRefusal` as `cause`.
 */
export interface GraphClient {
  /** Undefined for what is not there. */
  one(ask: GraphAsk): Promise<unknown>;
  /** The items of a list, page by page. */
  pages(ask: GraphAsk): AsyncGenerator<unknown[]>;
}

export interface GraphClientDeps {
  /** `https://graph.microsoft.com`, without a slash at its end. */
  baseUrl: string;
  appToken: AppToken;
  now: () => number;
}

const SCOPE = "https://graph.microsoft.com/.default";
const TIMEOUT_MS = 10_000;
/** Where Graph asks to wait and does not say how long. */
const USUAL_WAIT_MS = 5_000;
const MAX_PAGES = 1_000;

export function createGraphClient({ baseUrl, appToken, now }: GraphClientDeps): GraphClient {
  const root = `${baseUrl}/v1.0/`;
  /** By tenant. */
  const waits = new Map<string, number>();

  async function get(url: string, { tenantId, signal }: GraphAsk): Promise<unknown> {
    const wait = (waits.get(tenantId) ?? 0) - now();
    if (wait > 0) throw graphRefusal({ status: 429, code: undefined, retryAfterMs: wait });
    return withToken(appToken, { scope: SCOPE, tenantId }, (token) =>
      request(url, token, { tenantId, signal }),
    );
  }

  async function request(
    url: string,
    token: string,
    { tenantId, signal }: Pick<GraphAsk, "tenantId" | "signal">,
  ): Promise<unknown> {
    const late = AbortSignal.timeout(TIMEOUT_MS);
    try {
      const response = await fetch(url, {
        headers: { authorization: `Bearer ${token}`, accept: "application/json" },
        // What Graph gives as an address later is looked at; a redirection could not be.
        redirect: "error",
        signal: signal === undefined ? late : AbortSignal.any([late, signal]),
      });
      if (response.ok) return await response.json();
      const refusal = await readRefusal(response);
      if (refusal.status === 429) {
        waits.set(tenantId, now() + (refusal.retryAfterMs ?? USUAL_WAIT_MS));
      }
      throw graphRefusal(refusal);
    } catch (error) {
      if (error instanceof ChatError) throw error;
      // Its own words may hold the request, and with it the token.
      throw new ChatError("unavailable", "Microsoft Graph did not answer, or not in time.");
    }
  }

  return {
    async one(ask) {
      try {
        return await get(urlOf(root, ask), ask);
      } catch (error) {
        if (isGone(error)) return undefined;
        throw error;
      }
    },
    async *pages(ask) {
      const seen = new Set<string>();
      for (let url: string | undefined = urlOf(root, ask); url !== undefined; ) {
        // What is read of people is whole or nothing, and no other server gets the token.
        if (seen.has(url) || seen.size >= MAX_PAGES || !url.startsWith(root)) {
          throw new ChatError(
            "unavailable",
            "A list of Microsoft Graph's does not come to an end.",
          );
        }
        seen.add(url);
        const page = (await get(url, ask)) as { value?: unknown; "@odata.nextLink"?: unknown };
        if (!Array.isArray(page.value)) {
          throw new ChatError("unavailable", "Microsoft Graph gave something else than a list.");
        }
        yield page.value;
        const next = page["@odata.nextLink"];
        url = typeof next === "string" ? new URL(next).href : undefined;
      }
    },
  };
}

/** Whether Graph says that there is no such thing. */
export function isGone(error: unknown): boolean {
  return error instanceof ChatError && error.code === "unknown-room";
}

function urlOf(root: string, { path, query = {} }: GraphAsk): string {
  if (path.some((part) => part === "" || part === "." || part === "..")) {
    throw new ChatError("invalid", "This is no id of Microsoft's.");
  }
  const asked = Object.entries(query).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  const where = path.map(encodeURIComponent).join("/");
  return new URL(`${root}${where}${asked.length === 0 ? "" : `?${asked.join("&")}`}`).href;
}
