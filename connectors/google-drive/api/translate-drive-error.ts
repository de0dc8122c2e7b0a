import { ConnectorError, type ConnectorErrorCode } from "../../connector.ts";
import { attemptsFor } from "../../shared/http/attempts-for.ts";
import { readRetryAfter, type Setback } from "../../shared/http/retry-request.ts";
import { UnreadableDocumentError } from "../../shared/unreadable-document-error.ts";
import { type DriveRefusal, readRefusal } from "./drive-reasons.ts";
import { SCOPE } from "./service-account.ts";

const CODES: Record<number, ConnectorErrorCode> = {
  400: "invalid",
  401: "unauthorized",
  403: "forbidden",
  404: "not-found",
  408: "unavailable",
  // A page token that is no longer good: what it led to may well be there.
  410: "invalid",
  429: "rate-limited",
};

/** Drive says 403 where others say 429. */
const RATE_LIMITS = new Set([
  "rateLimitExceeded",
  "userRateLimitExceeded",
  "sharingRateLimitExceeded",
  "RATE_LIMIT_EXCEEDED",
  // The directory's word.
  "quotaExceeded",
]);
/** Come back with the next day: there is nothing to wait for in a run. */
const SPENT = new Set(["dailyLimitExceeded", "dailyLimitExceededUnreg"]);
const NOT_ENABLED = new Set(["accessNotConfigured", "SERVICE_DISABLED"]);
const NO_SCOPE = new Set(["insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"]);

/** Whether the same request may succeed later; all that is asked of Drive only reads. */
export function judgeDriveError(error: unknown): Setback {
  if (isOurs(error) || isOurs((error as Error | undefined)?.cause)) return { attempts: 1 };
  const refusal = readRefusal(error);
  return {
    attempts: isSpent(refusal) ? 1 : attemptsFor(codeOf(refusal)),
    retryAfterMs: readRetryAfter(refusal.retryAfter, Date.now()),
  };
}

/** The one place where Drive's errors become ours; what is not Drive's fault stays as it is. */
export function translateDriveError(error: unknown): unknown {
  return translateGoogleError(error, describe);
}

/** The same with words for another API of Google's. */
export function translateGoogleError(
  error: unknown,
  describeRefusal: (code: ConnectorErrorCode, refusal: DriveRefusal) => string,
): unknown {
  const { cause } = (error ?? {}) as { cause?: unknown };
  for (const one of [error, cause]) if (isOurs(one)) return one;
  const refusal = readRefusal(error);
  const code = codeOf(refusal);
  // Nothing can be read then, which ends the run.
  const shown = isNotEnabled(refusal) || lacksScope(refusal) ? "unauthorized" : code;
  return new ConnectorError(shown, describeRefusal(code, refusal), { cause: error });
}

/** Whether Drive refused for one of these reasons. */
export function isRefusedFor(error: unknown, ...reasons: string[]): boolean {
  if (!(error instanceof ConnectorError)) return false;
  return readRefusal(error.cause).reasons.some((reason) => reasons.includes(reason));
}

function codeOf(refusal: DriveRefusal): ConnectorErrorCode {
  const { status, reasons } = refusal;
  if (status === undefined) return "unavailable";
  if (isSpent(refusal) || reasons.some((reason) => RATE_LIMITS.has(reason))) return "rate-limited";
  return CODES[status] ?? (status >= 500 ? "unavailable" : "invalid");
}

function isSpent({ reasons }: DriveRefusal): boolean {
  return reasons.some((reason) => SPENT.has(reason));
}

export function isNotEnabled({ reasons }: DriveRefusal): boolean {
  return reasons.some((reason) => NOT_ENABLED.has(reason));
}

export function lacksScope({ reasons }: DriveRefusal): boolean {
  return reasons.some((reason) => NO_SCOPE.has(reason));
}

function describe(code: ConnectorErrorCode, refusal: DriveRefusal): string {
  const { status, message } = refusal;
  if (isNotEnabled(refusal)) {
    return "The Google Drive API is not enabled in the project of the key: enable it in the Google Cloud console under APIs & Services › Library, and try again in some minutes.";
  }
  if (lacksScope(refusal)) {
    return `The access token does not cover ${SCOPE}: grant access again with this scope.`;
  }
  switch (code) {
    case "unauthorized":
      return "Google Drive does not accept the access token: set the source's secret anew.";
    case "forbidden":
      return `Google Drive does not allow it: ${clip(message)}`;
    case "not-found":
      return "Google Drive has nothing under this id that it shows to the account.";
    case "rate-limited":
      return "Google Drive asked to slow down for longer than a sync waits: lower `requestsPerMinute`, or wait for the next sync.";
    case "invalid":
      return `Google Drive refused a request: ${clip(message)}`;
    case "unavailable":
      return status === undefined
        ? `Google Drive could not be reached (${clip(message)}): the next sync tries again.`
        : `Google Drive answered with an error (${status}): the next sync tries again.`;
  }
}

export function clip(message: string): string {
  return message.replaceAll(/\s+/g, " ").slice(0, 200);
}

/** The SDK makes errors of its own of whatever goes wrong on the way; ours pass as they are. */
function isOurs(error: unknown): boolean {
  return error instanceof ConnectorError || error instanceof UnreadableDocumentError;
}
