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
import { type ListReply, nextOf, type Query, readQuery, toPage, toSearch } from "./list-reply.ts";

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
  get<T>(path: string, query: Query = {}): Promise<T> {
    return this.#tryAgain(() => this.#ask<T>(path, query, undefined));
  }

  /** For questions that do not fit into an address. */
  post<T>(path: string, body: object): Promise<T> {
    return this.#tryAgain(() => this.#ask<T>(path, {}, body));
  }

  /** All of a list whose pages name the next one by a cursor; `onEmpty`: an entry was nothing. */
  list<Item>(what: string, path: string, query: Query, onEmpty?: () => void): AsyncGenerator<Item> {
    return pageThrough(what, async (next) => {
      const reply = await this.get<ListReply<Item>>(path, { ...query, ...readQuery(next) });
      return toPage(what, reply, nextOf(reply._links?.next), onEmpty);
    });
  }

  /** All of a list that is asked for by the number of its first item. */
  listByStart<Item>(what: string, path: string, limit: number): AsyncGenerator<Item> {
    return pageThrough(what, async (start) => {
      const query = { start: start ?? 0, limit };
      const reply = await this.get<ListReply<Item>>(path, query);
      const found = reply.results?.length ?? 0;
      const isLast = found === 0 || (reply._links?.next === undefined && found < limit);
      return toPage(what, reply, isLast ? undefined : String(Number(start ?? 0) + found));
    });
  }

  /** A file's bytes. @throws UnreadableDocumentError when there are more than `maxBytes` */
  download(path: string, maxBytes: number): Promise<Download> {
    const { signal, timeoutMs } = this.#options;
    return this.#tryAgain(() =>
      this.#withDoor(async ({ baseUrl, authorization }) => {
        await this.#options.budget.take(signal);
        const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
        const start = new URL(baseUrl + path);
        return download(start, { authorization, maxBytes, signal: limit });
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

  async #ask<T>(path: string, query: Query, body: object | undefined): Promise<T> {
    const response = await this.#withDoor((door) => this.#send(door, path, query, body));
    return (await response.json()) as T;
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
    const response = await fetch(url, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        Accept: "application/json",
        Authorization: door.authorization,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
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

/** The gateway says in words that a token is good and lacks a scope; the site knows of no scopes. */
function isShut(error: unknown, { isGateway }: Door): boolean {
  if (!(error instanceof RefusedRequest) || error.status !== 401) return false;
  return !isGateway || !lacksScope(error);
}
