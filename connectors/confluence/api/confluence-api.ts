import { ConnectorError } from "../../connector.ts";
import { type Page, pageThrough } from "../../shared/http/page-through.ts";
import type { RequestBudget } from "../../shared/http/request-budget.ts";
import { retryRequest } from "../../shared/http/retry-request.ts";
import {
  judgeConfluenceError,
  RefusedRequest,
  translateConfluenceError,
} from "./confluence-error.ts";
import type { Credentials, Door } from "./credentials.ts";
import { type Download, download } from "./download.ts";
import { wrongSite } from "./find-cloud-id.ts";

export interface ConfluenceApiOptions {
  site: string;
  credentials: Credentials;
  timeoutMs: number;
  /** Shared by all that read with the same account. */
  budget: RequestBudget;
  signal: AbortSignal;
}

type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

interface ListReply<Item> {
  results?: Item[];
  size?: number;
  _links?: { next?: string };
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

  /** All of a list whose pages name the next one by a cursor. */
  list<Item>(what: string, path: string, query: Query): AsyncGenerator<Item> {
    return pageThrough(what, async (next) => {
      const reply = await this.get<ListReply<Item>>(path, { ...query, ...readQuery(next) });
      return toPage(what, reply, nextOf(reply._links?.next));
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
      const isShut =
        error instanceof RefusedRequest && error.status === 401 && !/\bscope/i.test(error.body);
      if (!isShut) throw error;
      return enter(await credentials.open(signal, door));
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

function toPage<Item>(
  what: string,
  { results }: ListReply<Item>,
  next: string | undefined,
): Page<Item> {
  if (Array.isArray(results)) return { items: results, next };
  throw new ConnectorError("unavailable", `${what} is no list: the next sync tries again.`);
}

/** Only what is asked for next is taken from the link, never where: that stays the same. */
function nextOf(link: string | undefined): string | undefined {
  if (link === undefined || link === "") return undefined;
  const query = new URL(link, "https://nowhere.invalid").searchParams;
  for (const name of ["cursor", "start"]) {
    const value = query.get(name);
    if (value !== null) return `${name}=${value}`;
  }
  throw new ConnectorError(
    "unavailable",
    "Confluence named a next page that is none: the next sync tries again.",
  );
}

function readQuery(next: string | undefined): Query {
  if (next === undefined) return {};
  const at = next.indexOf("=");
  return { [next.slice(0, at)]: next.slice(at + 1) };
}

function toSearch(query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) search.append(name, String(one));
    }
  }
  const text = search.toString();
  return text === "" ? "" : `?${text}`;
}
