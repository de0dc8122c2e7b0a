import { z } from "zod";
import { ConnectorError } from "../../connector.ts";
import { guardedFetch, type Home } from "../../shared/guard/guarded-fetch.ts";
import { pageThrough } from "../../shared/http/page-through.ts";
import type { RequestBudget } from "../../shared/http/request-budget.ts";
import { retryRequest } from "../../shared/http/retry-request.ts";
import {
  judgeConfluenceError,
  lacksScope,
  RefusedRequest,
  translateConfluenceError,
} from "./confluence-error.ts";
import type { Credentials, Door } from "./credentials.ts";
import { type Download, download } from "./download.ts";
import { wrongSite } from "./find-cloud-id.ts";
import { type ListOf, nextOf, type Query, readQuery, toPage, toSearch } from "./list-reply.ts";
import { listReply } from "./shapes.ts";

export interface ConfluenceApiOptions {
  site: string;
  credentials: Credentials;
  timeoutMs: number;
  /** Shared by all that read with the same account. */
  budget: RequestBudget;
  signal: AbortSignal;
}

/** So long requests rest when Confluence says that its limit is near. */
const NEAR_LIMIT = { shortestMs: 5_000, longestMs: 60_000 } as const;

/**
 * Requests that keep to the budget, are tried again where that may help, stop with the run, and fail
 * as `ConnectorError`. All that is asked of Confluence here only reads.
 */
export class ConfluenceApi {
  readonly site: string;
  readonly signal: AbortSignal;
  readonly #options: ConfluenceApiOptions;
  #offsetMs: number | undefined;

  constructor(options: ConfluenceApiOptions) {
    this.site = options.site;
    this.signal = options.signal;
    this.#options = options;
  }

  /** What Confluence's clock says, in milliseconds; ours until it has answered once. */
  serverTime(): number {
    return Date.now() + (this.#offsetMs ?? 0);
  }

  /** `path` begins with `/wiki`. */
  async get<T>(path: string, shape: z.ZodType<T>, query: Query = {}): Promise<T> {
    return fit(path, shape, await this.#tryAgain(() => this.#ask(path, query, undefined)));
  }

  /** Only that it answers. */
  async look(path: string, query: Query = {}): Promise<void> {
    await this.get(path, z.unknown(), query);
  }

  /** For questions that do not fit into an address. */
  async post<T>(path: string, shape: z.ZodType<T>, body: object): Promise<T> {
    return fit(path, shape, await this.#tryAgain(() => this.#ask(path, {}, body)));
  }

  /** All of a list whose pages name the next one by a cursor. */
  list<Item>(list: ListOf<Item>, path: string, query: Query): AsyncGenerator<Item> {
    return pageThrough(list.what, async (next) => {
      const reply = await this.get(path, listReply, { ...query, ...readQuery(next) });
      return toPage(list, reply.results, nextOf(reply._links?.next));
    });
  }

  /** All of a list that is asked for by the number of its first item. */
  listByStart<Item>(list: ListOf<Item>, path: string, limit: number): AsyncGenerator<Item> {
    return pageThrough(list.what, async (start) => {
      const query = { start: start ?? 0, limit };
      const { results, _links } = await this.get(path, listReply, query);
      const found = Array.isArray(results) ? results.length : 0;
      const isLast = found === 0 || (_links?.next === undefined && found < limit);
      return toPage(list, results, isLast ? undefined : String(Number(start ?? 0) + found));
    });
  }

  /** A file's bytes. @throws UnreadableDocumentError when there are more than `maxBytes` */
  download(path: string, maxBytes: number): Promise<Download> {
    const { signal, timeoutMs } = this.#options;
    return this.#tryAgain(() =>
      this.#withDoor(async ({ baseUrl, authorization, isGateway }) => {
        await this.#options.budget.take(signal);
        const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
        const start = new URL(baseUrl + path);
        const home = homeOf({ baseUrl, isGateway });
        return download(start, { authorization, maxBytes, signal: limit, home });
      }),
    );
  }

  async #tryAgain<T>(request: () => Promise<T>): Promise<T> {
    const { signal, budget } = this.#options;
    signal.throwIfAborted();
    try {
      return await retryRequest(request, {
        judge: judgeConfluenceError,
        onPause: budget.pauseFor,
        signal,
      });
    } catch (error) {
      signal.throwIfAborted();
      throw translateConfluenceError(error);
    }
  }

  async #ask(path: string, query: Query, body: object | undefined): Promise<unknown> {
    const response = await this.#withDoor((door) => this.#send(door, path, query, body));
    return response.json();
  }

  /** Another door is tried once when this one is shut: a token may be for the gateway, or renewed. */
  async #withDoor<T>(enter: (door: Door) => Promise<T>): Promise<T> {
    const { credentials, signal } = this.#options;
    const door = await credentials.open(signal, undefined);
    try {
      return await enter(door);
    } catch (error) {
      if (!isShut(error, door)) throw error;
    }
    const other = await credentials.open(signal, door);
    try {
      return await enter(other);
    } catch (error) {
      throw isShut(error, other) ? other.refusal() : error;
    }
  }

  async #send(door: Door, path: string, query: Query, body?: object): Promise<Response> {
    const { signal, timeoutMs, budget, site } = this.#options;
    await budget.take(signal);
    const url = `${door.baseUrl}${path}${toSearch(query)}`;
    const init: RequestInit = {
      method: body === undefined ? "GET" : "POST",
      headers: {
        Accept: "application/json",
        Authorization: door.authorization,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    };
    const response = await guardedFetch(url, init, homeOf(door));
    this.#listenTo(response.headers);
    if (response.ok) return response;
    const text = await response.text();
    if (response.status >= 300 && response.status < 400) throw wrongSite(site);
    throw new RefusedRequest(path, response, text);
  }

  #listenTo(headers: Headers): void {
    const date = Date.parse(headers.get("date") ?? "");
    // The first answer's: a clock that is set while a run goes on must not shorten it.
    if (!Number.isNaN(date)) this.#offsetMs ??= date - Date.now();
    if (headers.get("x-ratelimit-nearlimit") !== "true") return;
    const reset = Date.parse(headers.get("x-ratelimit-reset") ?? "") - this.serverTime();
    const { shortestMs, longestMs } = NEAR_LIMIT;
    this.#options.budget.pauseFor(
      Number.isNaN(reset) ? shortestMs : Math.min(Math.max(reset, 0), longestMs),
    );
  }
}

function homeOf({ baseUrl, isGateway }: Pick<Door, "baseUrl" | "isGateway">): Home {
  return { setting: isGateway ? "apiUrl" : "site", url: baseUrl };
}

/** @throws ConnectorError for an answer that has not this shape */
function fit<T>(path: string, shape: z.ZodType<T>, reply: unknown): T {
  const parsed = shape.safeParse(reply);
  if (parsed.success) return parsed.data;
  throw new ConnectorError(
    "unavailable",
    `Confluence answered ${path} with something that is not what its API describes: the next sync tries again.`,
    { cause: parsed.error },
  );
}

/** The gateway says in words that a token is good and lacks a scope; the site knows of no scopes. */
function isShut(error: unknown, { isGateway }: Door): boolean {
  if (!(error instanceof RefusedRequest) || error.status !== 401) return false;
  return !isGateway || !lacksScope(error);
}
