import {
  APIErrorCode,
  isHTTPResponseError,
  isNotionClientError,
  RequestTimeoutError,
} from "@notionhq/client";
import { ConnectorError, type ConnectorErrorCode } from "../../connector.ts";
import { attemptsFor } from "../../shared/http/attempts-for.ts";
import { readRetryAfter, type Setback } from "../../shared/http/retry-request.ts";

const CODES: Record<number, ConnectorErrorCode> = {
  400: "invalid",
  401: "unauthorized",
  403: "forbidden",
  404: "not-found",
  409: "unavailable",
  429: "rate-limited",
  529: "rate-limited",
};

/** Whether the same request may succeed later; all that is asked of Notion only reads. */
export function judgeNotionError(error: unknown): Setback {
  const { status, headers } = readStatus(error);
  const code = status === undefined ? "unavailable" : codeOf(status);
  const attempts = isTheirs(error) ? attemptsFor(code) : 1;
  return {
    attempts,
    retryAfterMs: readRetryAfter(headers?.get("retry-after") ?? undefined, Date.now()),
  };
}

/** The one place where Notion's errors become ours; what is not Notion's fault stays as it is. */
export function translateNotionError(error: unknown): unknown {
  if (error instanceof ConnectorError || !isTheirs(error)) return error;
  const { status } = readStatus(error);
  const code = status === undefined ? "unavailable" : codeOf(status);
  return new ConnectorError(code, describe(code, status, error), { cause: error });
}

function describe(code: ConnectorErrorCode, status: number | undefined, error: unknown): string {
  switch (code) {
    case "unauthorized":
      return "Notion does not accept the token: copy it again from the connection's settings. A source that has one already takes the new one with `sources secret <name> --secret-file <file>`, or asks for access again with `--oauth`.";
    case "forbidden":
      return "The Notion connection lacks a capability: open its settings at notion.so/my-integrations and allow it to read content.";
    case "not-found":
      return "Notion has nothing under this id that it shows to the connection.";
    case "rate-limited":
      return "Notion asked to slow down for longer than a sync waits: lower `requestsPerMinute`, or wait for the next sync.";
    case "invalid":
      return `Notion refused a request: ${messageOf(error)}`;
    case "unavailable":
      return status === undefined
        ? `Notion could not be reached (${messageOf(error)}): the next sync tries again.`
        : `Notion answered with an error (${status}): the next sync tries again.`;
  }
}

function codeOf(status: number): ConnectorErrorCode {
  return CODES[status] ?? (status >= 500 ? "unavailable" : "invalid");
}

/** The SDK's own errors, those of `fetch`, and a body that broke off or is no JSON. */
function isTheirs(error: unknown): boolean {
  if (isNotionClientError(error)) return true;
  // `fetch` names what went wrong with the connection as the cause; a mistake of ours has none.
  if (error instanceof TypeError) return error.cause !== undefined;
  return error instanceof SyntaxError || (error as Error | undefined)?.name === "TimeoutError";
}

function readStatus(error: unknown): { status?: number; headers?: Headers } {
  if (RequestTimeoutError.isRequestTimeoutError(error) || !isHTTPResponseError(error)) return {};
  const { status, headers } = error;
  return headers instanceof Headers ? { status, headers } : { status };
}

function messageOf(error: unknown): string {
  const { message, cause } = error as Error;
  const inner = cause instanceof Error ? `: ${cause.message}` : "";
  return `${message}${inner}`.slice(0, 200);
}

/** Notion says so when the connection was not given a capability. */
export function lacksCapability(error: unknown): boolean {
  if (!(error instanceof ConnectorError)) return false;
  const { cause } = error;
  return isNotionClientError(cause) && cause.code === APIErrorCode.RestrictedResource;
}

/** Notion has nothing to give under an id, or not to this connection: others may go well. */
export function isRefusal(error: unknown): error is ConnectorError {
  return (
    error instanceof ConnectorError && ["not-found", "forbidden", "invalid"].includes(error.code)
  );
}
