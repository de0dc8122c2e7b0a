import { Client } from "@notionhq/client";
import { ConnectorError } from "../../connector.ts";
import { guardedFetch } from "../../shared/guard/guarded-fetch.ts";
import type { RequestBudget } from "../../shared/http/request-budget.ts";
import { retryRequest } from "../../shared/http/retry-request.ts";
import { judgeNotionError, translateNotionError } from "./translate-notion-error.ts";

export interface NotionApiOptions {
  token: string;
  /** Another token in place of one that Notion does not accept any more, or the same. */
  renewToken: (refused: string) => Promise<string>;
  /** `https://api.notion.com`, or a counterpart's address. */
  apiUrl: string;
  timeoutMs: number;
  /** Shared by all that read the same source. */
  budget: RequestBudget;
  signal: AbortSignal;
}

/** The version of the API that all this was written for; a newer one may name things otherwise. */
const NOTION_VERSION = "2025-09-03";
/** What waits for the budget must not time out; the limit that counts is set for each request sent. */
const NEVER_MS = 2_147_483_647;

type RequestParameters = Parameters<Client["request"]>[0];

/**
 * The SDK's client, whose requests keep to the budget, are tried again where that may help, stop with
 * the run, and fail as `ConnectorError`. All that is asked of Notion here only reads.
 */
export class NotionApi extends Client {
  readonly signal: AbortSignal;
  /** Entries of searches and queries that were none: whatever they stand for was not listed. */
  emptyEntries = 0;
  readonly #budget: RequestBudget;
  readonly #clock: { offsetMs?: number };
  readonly #renewToken: NotionApiOptions["renewToken"];
  #token: string;

  constructor(options: NotionApiOptions) {
    const { token, renewToken, apiUrl, timeoutMs, budget, signal } = options;
    const clock: { offsetMs?: number } = {};
    super({
      baseUrl: apiUrl,
      notionVersion: NOTION_VERSION,
      retry: false,
      timeoutMs: NEVER_MS,
      logger: () => undefined,
      fetch: async (url, { method, headers, body } = {}) => {
        await budget.take(signal);
        const init: RequestInit = {
          method: method ?? "GET",
          headers: headers ?? {},
          body: body ?? null,
          signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
        };
        const response = await guardedFetch(url, init, { setting: "apiUrl", url: apiUrl });
        const date = Date.parse(response.headers.get("date") ?? "");
        // The first answer's: a clock that is set while a run goes on must not shorten it.
        if (!Number.isNaN(date)) clock.offsetMs ??= date - Date.now();
        return {
          ok: response.ok,
          status: response.status,
          headers: response.headers,
          text: () => response.text(),
        };
      },
    });
    this.signal = signal;
    this.#budget = budget;
    this.#clock = clock;
    this.#token = token;
    this.#renewToken = renewToken;
  }

  /** What Notion's clock is ahead of ours; 0 until it has answered once. */
  get clockOffsetMs(): number {
    return this.#clock.offsetMs ?? 0;
  }

  /** What Notion's clock says, in milliseconds. */
  serverTime(): number {
    return Date.now() + this.clockOffsetMs;
  }

  override async request<Body extends object>(parameters: RequestParameters): Promise<Body> {
    const token = this.#token;
    try {
      return await this.#send<Body>(parameters, token);
    } catch (error) {
      if (!(error instanceof ConnectorError && error.code === "unauthorized")) throw error;
      // It may have run out, or another process may have renewed it.
      if (token === this.#token) this.#token = await this.#renewToken(token);
      if (token === this.#token) throw error;
    }
    return this.#send<Body>(parameters, this.#token);
  }

  async #send<Body extends object>(parameters: RequestParameters, auth: string): Promise<Body> {
    let reply: Body;
    try {
      reply = await retryRequest(() => super.request<Body>({ ...parameters, auth }), {
        judge: judgeNotionError,
        onPause: this.#budget.pauseFor,
        signal: this.signal,
      });
    } catch (error) {
      this.signal.throwIfAborted();
      throw translateNotionError(error);
    }
    if (isReply(reply)) return reply;
    throw new ConnectorError(
      "unavailable",
      `Notion answered ${parameters.path} with something that is not what its API describes: the next sync tries again.`,
    );
  }
}

/** An object that says what it is, as all of Notion's are; what a list has in it is looked at there. */
function isReply(reply: unknown): boolean {
  const { object } = (reply ?? {}) as { object?: unknown };
  if (object === "list") return Array.isArray((reply as { results?: unknown }).results);
  return typeof object === "string";
}
