import { setTimeout as sleep } from "node:timers/promises";
import { ModelError } from "../../models.ts";
import { readRetryAfterMs } from "../../openai/openai-client.ts";

export interface TogetherClientOptions {
  /** Without it, Together's own. */
  baseUrl?: string | undefined;
  apiKey: string;
  timeoutMs?: number;
}

export interface TogetherClient {
  /** JSON in, JSON out. */
  ask(method: "GET" | "POST", path: string, body: unknown, signal: AbortSignal): Promise<unknown>;
  /** Keeps rows with Together. @returns the file's id */
  upload(name: string, rows: string, signal: AbortSignal): Promise<string>;
}

const BASE_URL = "https://api.together.xyz/v1";
const TRIES = 3;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** Speaks to Together over HTTP; its fine-tuning has a shape of its own. */
export function createTogetherClient(options: TogetherClientOptions): TogetherClient {
  const { baseUrl = BASE_URL, apiKey, timeoutMs = 60_000 } = options;
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new ModelError(
      "unauthorized",
      "The key for Together is empty or holds a strange character.",
    );
  }
  const { host } = new URL(baseUrl);
  const authorization = `Bearer ${apiKey}`;

  const send = async (url: string, init: RequestInit, signal: AbortSignal): Promise<Response> => {
    for (let attempt = 1; ; attempt += 1) {
      const response = await fetchOnce(url, init, signal, timeoutMs, host);
      const again = attempt < TRIES && isWorthAnother(init, response?.status);
      if (response !== undefined && !again) return response;
      if (!again) throw new ModelError("unavailable", `${host} cannot be reached.`);
      await response?.body?.cancel();
      const asked = readRetryAfterMs(response?.headers) ?? FIRST_PAUSE_MS * 2 ** attempt;
      await sleep(Math.min(asked, LONGEST_PAUSE_MS), undefined, { signal });
    }
  };
  return {
    async ask(method, path, body, signal) {
      const json = body === undefined ? {} : { body: JSON.stringify(body) };
      const headers = { authorization, "content-type": "application/json" };
      const response = await send(`${baseUrl}${path}`, { method, headers, ...json }, signal);
      if (!response.ok) throw await refusal(response, host);
      return response.json().catch(() => {
        throw new ModelError("invalid", `${host} does not speak Together's API.`);
      });
    },
    async upload(name, rows, signal) {
      const query = new URLSearchParams({
        file_name: name,
        file_type: "jsonl",
        purpose: "fine-tune",
      });
      const headers = { authorization };
      const init: RequestInit = { method: "POST", headers, redirect: "manual" };
      const place = await send(`${baseUrl}/files?${query}`, init, signal);
      const location = place.headers.get("location");
      const id = place.headers.get("x-together-file-id");
      if (place.status >= 400) throw await refusal(place, host);
      if (place.status !== 302 || location === null || id === null) {
        throw new ModelError("invalid", `${host} names no place for the file.`);
      }
      assertSafe(location, baseUrl);
      // The place is signed by itself: the key stays here.
      const put = await send(location, { method: "PUT", body: rows }, signal);
      if (!put.ok)
        throw new ModelError("unavailable", `The file's place refused it (${put.status}).`);
      return id;
    },
  };
}

async function fetchOnce(
  url: string,
  init: RequestInit,
  signal: AbortSignal,
  timeoutMs: number,
  host: string,
): Promise<Response | undefined> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    return await fetch(url, { ...init, signal: AbortSignal.any([signal, timeout]) });
  } catch {
    signal.throwIfAborted();
    if (timeout.aborted) throw new ModelError("unavailable", `${host} did not answer in time.`);
    return undefined;
  }
}

/** What was not understood may be asked again; a job that may have begun is not begun twice. */
function isWorthAnother({ method, body }: RequestInit, status = 500): boolean {
  const beginsSomething = method === "POST" && body !== undefined;
  return status === 429 || (status >= 500 && !beginsSomething);
}

/** Rows go nowhere in clear, but to a stand-in on this machine. */
function assertSafe(location: string, baseUrl: string): void {
  const url = URL.parse(location);
  if (url?.protocol === "https:" || url?.host === new URL(baseUrl).host) return;
  throw new ModelError("invalid", "Together names a place for the file that is not https.");
}

/** By status and code; the vendor's sentences may repeat what was sent. */
async function refusal(response: Response, host: string): Promise<ModelError> {
  const body = await response.json().catch(() => ({}));
  const code = (body as { error?: { code?: unknown } }).error?.code;
  const named = typeof code === "string" && /^[a-z][\w.-]{1,50}$/i.test(code) ? `, ${code}` : "";
  const { status } = response;
  const retryAfterMs = readRetryAfterMs(response.headers);
  if (status === 401) return new ModelError("unauthorized", `${host} refused the key.`);
  if (status === 403) return new ModelError("forbidden", `${host} does not let this key train.`);
  if (status === 404) return new ModelError("not-found", `${host} knows no such job or model.`);
  if (status === 429) {
    return new ModelError("rate-limited", `${host} gets more requests than it allows.`, {
      retryAfterMs,
    });
  }
  const detail = `(${status}${named})`;
  return status >= 500
    ? new ModelError("unavailable", `${host} failed ${detail}.`)
    : new ModelError("invalid", `${host} did not accept the request ${detail}.`);
}
