import { PassThroughClient } from "google-auth-library";
import { guardedFetch } from "../../shared/guard/guarded-fetch.ts";
import type { RequestBudget } from "../../shared/http/request-budget.ts";
import type { ReadToken } from "./access-token.ts";

type Request = Parameters<PassThroughClient["request"]>[0];

interface TokenClientOptions {
  readToken: ReadToken;
  /** The setting; another host of Google's may be asked. */
  apiUrl: string;
  budget: RequestBudget;
  timeoutMs: number;
  signal: AbortSignal;
}

/**
 * What Google's SDK sends requests with: each waits for the budget, carries a token of ours, and is
 * sent once; a token that was not accepted is renewed once.
 */
export class TokenClient extends PassThroughClient {
  readonly #options: TokenClientOptions;
  #clockOffsetMs: number | undefined;

  constructor(options: TokenClientOptions) {
    const home = { setting: "apiUrl", url: options.apiUrl };
    const fetchImplementation: typeof fetch = (input, init = {}) =>
      guardedFetch(input instanceof Request ? input.url : input, init, home);
    super({ transporterOptions: { fetchImplementation } });
    this.#options = options;
  }

  /** What Google's clock is ahead of ours; 0 until it has answered once. */
  get clockOffsetMs(): number {
    return this.#clockOffsetMs ?? 0;
  }

  override async request<T>(options: Request) {
    const token = await this.#options.readToken(this.#options.signal);
    try {
      return await this.#send<T>(options, token);
    } catch (error) {
      if ((error as { status?: number } | undefined)?.status !== 401) throw error;
      const renewed = await this.#options.readToken(this.#options.signal, token);
      if (renewed === token) throw error;
      return await this.#send<T>(options, renewed);
    }
  }

  async #send<T>(options: Request, token: string) {
    const { budget, signal, timeoutMs } = this.#options;
    await budget.take(signal);
    const headers = new Headers(options.headers);
    headers.set("authorization", `Bearer ${token}`);
    // Starts now: what waits for the budget must not time out.
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    // The SDK would try again by itself, past the budget, and knows nothing of what may pass.
    const sent = { ...options, headers, signal: limit, retry: false };
    const response = await this.transporter.request<T>(sent);
    const date = Date.parse(response.headers.get("date") ?? "");
    // The first answer's: a clock that is set while a run goes on must not shorten it.
    if (!Number.isNaN(date)) this.#clockOffsetMs ??= date - Date.now();
    return response;
  }
}
