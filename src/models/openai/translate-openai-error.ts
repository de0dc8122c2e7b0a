import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  type OpenAI,
  OpenAIError,
} from "openai";
import { ModelError, type ModelErrorCode } from "../models.ts";
import { hasKey, readRetryAfterMs } from "./openai-client.ts";

/** What was asked of whom, for the sentence that names the way out. */
export interface Asked {
  client: OpenAI;
  model: string;
  /** The variable that names the model. */
  setting: string;
}

const UNKNOWN_MODEL_CODES = new Set(["model_not_found", "DeploymentNotFound", "unknown_model"]);
const UNKNOWN_MODEL =
  /\b(?:model|deployment)\b[\s\S]*(?:not (?:be )?found|not exist|unknown|no such)|invalid model/i;
const TOO_LONG =
  /context[ _](?:length|window|size)|too (?:long|large|many tokens)|maximum (?:input )?(?:length|tokens)/i;
const FILTERED = /content_filter|content_policy|content management policy/i;

/**
 * The ModelError for what the SDK threw, without the vendor's own words, which may repeat the
 * prompt or parts of the key; what is no fault of theirs comes back as it is.
 */
export function translateOpenAiError(error: unknown, asked: Asked): unknown {
  if (error instanceof APIConnectionTimeoutError) {
    return new ModelError("unavailable", `${host(asked)} did not answer in time.`);
  }
  if (error instanceof APIConnectionError) return unreachable(error, asked);
  if (error instanceof APIError) return fromStatus(error, asked);
  // Invalid JSON, or no body at all.
  if (error instanceof SyntaxError || error instanceof OpenAIError) {
    return notThisApi(asked.client);
  }
  if (isLostConnection(error)) {
    return new ModelError("unavailable", `${host(asked)} cut the reply off.`);
  }
  return error;
}

/** Whether the endpoint lacks the model, as opposed to the route. */
function isUnknownModel(error: unknown, model: string): boolean {
  if (!(error instanceof APIError) || (error.status !== 404 && error.status !== 400)) return false;
  if (UNKNOWN_MODEL_CODES.has(String(error.code))) return true;
  return error.message.includes(model) && UNKNOWN_MODEL.test(error.message);
}

/** Whether the endpoint lacks the route, as opposed to the model. */
export function isMissingRoute(error: unknown, model: string): boolean {
  if (!(error instanceof APIError)) return false;
  return [404, 405, 501].includes(Number(error.status)) && !isUnknownModel(error, model);
}

/** Whether a text was refused for its length. */
export function isTooLong(error: unknown): boolean {
  // Ollama and llama.cpp answer so with 500.
  return error instanceof APIError && TOO_LONG.test(`${error.code} ${error.message}`);
}

/** For a web page, or anything else that is no reply of this API. */
export function notThisApi(client: OpenAI): ModelError {
  return new ModelError(
    "invalid",
    `${address(client)} does not speak this API: check OPENAI_BASE_URL.`,
  );
}

function unreachable(error: APIConnectionError, asked: Asked): ModelError {
  const code = causeCode(error);
  const why = code === undefined ? "" : ` (${code})`;
  return new ModelError(
    "unavailable",
    `${host(asked)} cannot be reached${why}: check OPENAI_BASE_URL and that the server runs.`,
  );
}

function fromStatus(error: APIError, asked: Asked): ModelError {
  const { model, setting } = asked;
  const fault = (code: ModelErrorCode, message: string): ModelError =>
    new ModelError(code, message, { retryAfterMs: readRetryAfterMs(error.headers) });
  // An error in the middle of a stream has no status, but vLLM's a number as its code.
  const status = error.status ?? Number(error.code);
  if (isUnknownModel(error, model)) return unknownModel(error, asked);
  if (status === 401) {
    const what = hasKey(asked.client) ? "refused the key: check" : "asks for a key: set";
    return fault("unauthorized", `${host(asked)} ${what} OPENAI_API_KEY.`);
  }
  if (status === 403) {
    const way = `check OPENAI_API_KEY and ${setting}`;
    return fault("forbidden", `${host(asked)} does not let this key use "${model}": ${way}.`);
  }
  if (isMissingRoute(error, model)) return missingRoute(asked);
  if (status === 429 || /rate_limit|quota/.test(`${error.code} ${error.type}`)) {
    return fault("rate-limited", rateLimit(error, asked));
  }
  if (FILTERED.test(`${error.code} ${error.message}`)) {
    return fault("invalid", `The content filter of ${host(asked)} refused the request.`);
  }
  if (isTooLong(error)) return fault("invalid", tooLong(asked));
  if (status >= 400 && status < 500 && status !== 408 && status !== 409) {
    return fault("invalid", `${host(asked)} did not accept the request${detail(error)}.`);
  }
  return fault("unavailable", `${host(asked)} failed${detail(error)}.`);
}

function unknownModel(error: APIError, asked: Asked): ModelError {
  const { model, setting, client } = asked;
  const isOllama = new URL(client.baseURL).port === "11434" || /pull/i.test(error.message);
  const pull = isOllama ? `, or run: ollama pull ${model}` : "";
  return new ModelError(
    "not-found",
    `${host(asked)} has no model "${model}": check ${setting}${pull}.`,
  );
}

function missingRoute(asked: Asked): ModelError {
  const way = /\/v\d+\/?$/.test(new URL(asked.client.baseURL).pathname)
    ? "check OPENAI_BASE_URL and FOOTNOTE_MODEL_API"
    : "OPENAI_BASE_URL usually ends in /v1";
  return new ModelError("not-found", `${address(asked.client)} does not offer this API: ${way}.`);
}

function rateLimit(error: APIError, asked: Asked): string {
  return /quota|billing/i.test(`${error.code} ${error.type}`)
    ? `The quota of OPENAI_API_KEY at ${host(asked)} is used up: see to its billing.`
    : `${host(asked)} gets more requests than it allows.`;
}

function tooLong({ setting, model }: Asked): string {
  return setting === "FOOTNOTE_EMBEDDING_MODEL"
    ? `A text is longer than "${model}" reads.`
    : `The prompt is longer than "${model}" reads: lower FOOTNOTE_CONTEXT_TOKENS.`;
}

/** Status and the vendor's identifiers: never its sentences. */
function detail(error: APIError): string {
  const named = [error.code, error.type, error.param].filter(
    (name): name is string => typeof name === "string" && /^[a-z][\w.-]{1,50}$/i.test(name),
  );
  const parts = [...new Set([error.status, ...named])].filter((part) => part !== undefined);
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}

function host({ client }: Asked): string {
  return new URL(client.baseURL).host;
}

/** Without a user's name or password. */
function address({ baseURL }: OpenAI): string {
  const { origin, pathname } = new URL(baseURL);
  return `${origin}${pathname.replace(/\/$/, "")}`;
}

function causeCode(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ("code" in at && typeof at.code === "string") return at.code;
  }
  return undefined;
}

function isLostConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.message === "terminated" || /^(?:UND_ERR_|ECONN|EPIPE)/.test(causeCode(error) ?? "");
}
