import { OpenAI } from "openai";
import { ModelError } from "../models.ts";

export interface OpenAiClientOptions {
  /** Without it, OpenAI's own. */
  baseUrl?: string | undefined;
  apiKey?: string | undefined;
  /** Until the endpoint begins to answer; each further try starts anew. */
  timeoutMs?: number | undefined;
  /** Of 408, 409, 429, 5xx and lost connections: after 0.5 s, 1 s … with jitter, or as asked. */
  maxRetries?: number | undefined;
  /** An endpoint that asks for a longer pause is not tried again: somebody waits for the answer. */
  maxRetryAfterMs?: number | undefined;
}

const OPENAI_BASE_URL = "https://api.openai.com/v1";
/** The SDK insists on a key, servers of one's own do not. */
const PLACEHOLDER_KEY = "none";
/** Up to this share later than asked. */
const JITTER = 0.25;
const OPENAI_HOSTS =
  /(?:^|\.)(?:api\.openai\.com|openai\.azure\.com|services\.ai\.azure\.com|cognitiveservices\.azure\.com)$/;

/**
 * A client of an endpoint that speaks OpenAI's API.
 * @throws ModelError for a base URL or key that cannot be one.
 */
export function createOpenAiClient(options: OpenAiClientOptions): OpenAI {
  const { timeoutMs = 60_000, maxRetries = 2, maxRetryAfterMs = 10_000 } = options;
  const apiKey = options.apiKey?.trim() || undefined;
  const baseURL = options.baseUrl?.trim() || OPENAI_BASE_URL;
  if (!URL.canParse(baseURL) || !/^https?:$/.test(new URL(baseURL).protocol)) {
    throw new ModelError(
      "invalid",
      "OPENAI_BASE_URL is not an address: it looks like http://localhost:11434/v1.",
    );
  }
  // fetch would refuse it with the whole key in its message.
  if (apiKey !== undefined && !/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new ModelError("unauthorized", "OPENAI_API_KEY holds a character that no key has.");
  }
  if (apiKey === undefined && isOpenAiHost(baseURL)) {
    throw new ModelError("unauthorized", `${new URL(baseURL).host} asks for OPENAI_API_KEY.`);
  }
  return new OpenAI({
    baseURL,
    apiKey: apiKey ?? PLACEHOLDER_KEY,
    // Else read from the environment, past our configuration.
    adminAPIKey: null,
    timeout: timeoutMs,
    maxRetries,
    // Its own lines would go to the console, with what the vendor said.
    logLevel: "off",
    fetch: async (url, init) => planRetry(await fetch(url, init), maxRetryAfterMs),
  });
}

/** OpenAI itself or OpenAI at Azure, which know the Responses API and its names of parameters. */
export function isOpenAiHost(baseUrl: string): boolean {
  return OPENAI_HOSTS.test(new URL(baseUrl).hostname);
}

export function hasKey(client: OpenAI): boolean {
  return client.apiKey !== PLACEHOLDER_KEY;
}

/** How long an endpoint asks to be left alone: its `retry-after-ms`, or Retry-After as seconds or date. */
export function readRetryAfterMs(headers: Headers | undefined): number | undefined {
  const inMs = headers?.get("retry-after-ms");
  const value = inMs ?? headers?.get("retry-after");
  if (value === undefined || value === null) return undefined;
  const number = Number.parseFloat(value);
  const waitMs = Number.isNaN(number)
    ? Date.parse(value) - Date.now()
    : number * (inMs ? 1 : 1_000);
  return Number.isFinite(waitMs) && waitMs >= 0 ? waitMs : undefined;
}

/** The SDK waits to the millisecond as asked, all callers at once, and takes over 60 s for nothing. */
function planRetry(response: Response, maxRetryAfterMs: number): Response {
  const waitMs = readRetryAfterMs(response.headers);
  if (response.ok || waitMs === undefined) return response;
  const headers = new Headers(response.headers);
  if (waitMs > maxRetryAfterMs) headers.set("x-should-retry", "false");
  else headers.set("retry-after-ms", String(Math.ceil(waitMs * (1 + Math.random() * JITTER))));
  const { status, statusText, body } = response;
  return new Response(body, { status, statusText, headers });
}
