import { ConnectorError, type ConnectorErrorCode } from "../../connector.ts";
import { attemptsFor } from "../../shared/http/attempts-for.ts";
import { readRetryAfter, type Setback } from "../../shared/http/retry-request.ts";
import { scopeFor } from "./scopes.ts";

/** An answer that is none of the good ones. */
export class RefusedRequest extends Error {
  override readonly name = "RefusedRequest";
  readonly status: number;
  readonly path: string;
  readonly headers: Headers;
  readonly body: string;

  constructor(path: string, response: Response, body: string) {
    super(`${response.status} for ${path}`);
    this.path = path;
    this.status = response.status;
    this.headers = response.headers;
    this.body = body;
  }
}

/** Found before the request was sent or in what came back; trying again is of no use. */
export class LackingScope extends ConnectorError {
  readonly scope: string;

  constructor(scope: string, options?: ErrorOptions) {
    super(
      "forbidden",
      `The Confluence credentials lack the scope ${scope}: make an API token that has it, or grant access again with an OAuth app that asks for it.`,
      options,
    );
    this.scope = scope;
  }
}

const CODES: Record<number, ConnectorErrorCode> = {
  400: "invalid",
  401: "unauthorized",
  403: "forbidden",
  404: "not-found",
  408: "unavailable",
  410: "not-found",
  429: "rate-limited",
};

/** Whether the same request may succeed later; all that is asked of Confluence only reads. */
export function judgeConfluenceError(error: unknown): Setback {
  if (error instanceof ConnectorError || !isTheirs(error)) return { attempts: 1 };
  const attempts = attemptsFor(codeOf(error));
  if (!(error instanceof RefusedRequest)) return { attempts };
  const retryAfter = error.headers.get("retry-after") ?? undefined;
  return { attempts, retryAfterMs: readRetryAfter(retryAfter, Date.now()) };
}

/** The one place where Confluence's errors become ours; what is not its fault stays as it is. */
export function translateConfluenceError(error: unknown): unknown {
  if (error instanceof ConnectorError || !isTheirs(error)) return error;
  if (lacksScope(error)) return new LackingScope(scopeFor(error.path), { cause: error });
  const code = codeOf(error);
  return new ConnectorError(code, describe(code, error), { cause: error });
}

function describe(code: ConnectorErrorCode, error: unknown): string {
  switch (code) {
    case "unauthorized":
      return "Confluence does not accept the credentials: `email` must be the address of the account that made the API token, and the token must not have expired or been revoked. Put a new one in place with `sources secret <name> --secret-file <file>`.";
    case "forbidden":
      return "Confluence does not let this account in: give it access to the Confluence product of this site.";
    case "not-found":
      return "Confluence has nothing here that it shows to this account.";
    case "rate-limited":
      return "Confluence asked to slow down for longer than a sync waits: lower `requestsPerMinute`, or wait for the next sync.";
    case "invalid":
      return `Confluence refused a request: ${messageOf(error)}`;
    case "unavailable":
      return error instanceof RefusedRequest
        ? `Confluence answered with an error (${error.status}): the next sync tries again.`
        : `Confluence could not be reached (${messageOf(error)}): check \`site\`, or wait for the next sync.`;
  }
}

function codeOf(error: unknown): ConnectorErrorCode {
  if (!(error instanceof RefusedRequest)) return "unavailable";
  return CODES[error.status] ?? (error.status >= 500 ? "unavailable" : "invalid");
}

/** The gateway says so in words alone, with the status of a wrong token. */
export function lacksScope(error: unknown): error is RefusedRequest {
  if (!(error instanceof RefusedRequest)) return false;
  return (error.status === 401 || error.status === 403) && /\bscope/i.test(error.body);
}

/** Ours for answers, those of `fetch`, and a body that broke off or is no JSON. */
function isTheirs(error: unknown): boolean {
  if (error instanceof RefusedRequest || error instanceof SyntaxError) return true;
  // `fetch` names what went wrong with the connection as the cause; a mistake of ours has none.
  if (error instanceof TypeError) return error.cause !== undefined;
  return (error as Error | undefined)?.name === "TimeoutError";
}

function messageOf(error: unknown): string {
  if (error instanceof RefusedRequest) return error.body.replaceAll(/\s+/g, " ").slice(0, 200);
  const { message, cause } = error as Error;
  const inner = cause instanceof Error ? `: ${cause.message}` : "";
  return `${message}${inner}`.slice(0, 200);
}

/** What it asked for is not there, or not for us to see. */
export function isMissing(error: unknown): boolean {
  return error instanceof ConnectorError && error.code === "not-found";
}

/** The same, or it is there and not for this account: the rest may be. */
export function isHidden(error: unknown): boolean {
  const isForbidden = error instanceof ConnectorError && error.code === "forbidden";
  return isMissing(error) || (isForbidden && !(error instanceof LackingScope));
}

/** It concerns more than the one thing that was asked for. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof ConnectorError) || error instanceof LackingScope) return true;
  return !["not-found", "invalid", "forbidden"].includes(error.code);
}

export function isUnavailable(error: unknown): error is ConnectorError {
  return error instanceof ConnectorError && error.code === "unavailable";
}
