import { webApi } from "@slack/bolt";
import { ChatError, type ChatErrorCode } from "../../chat-error.ts";

const CODES: ReadonlyMap<string, ChatErrorCode> = new Map(
  Object.entries({
    "unknown-room": [
      ...["channel_not_found", "is_archived", "thread_not_found", "invalid_thread_ts"],
      ...["message_not_found", "user_not_found", "user_not_in_channel"],
    ],
    "not-allowed": [
      ...["not_in_channel", "invalid_auth", "not_authed", "token_revoked", "token_expired"],
      ...["account_inactive", "missing_scope", "restricted_action", "no_permission"],
      ...["cant_update_message", "cant_delete_message", "message_not_owned_by_app"],
      ...["restricted_action_thread_locked", "restricted_action_read_only_channel"],
    ],
    unavailable: [
      ...["internal_error", "fatal_error", "service_unavailable", "request_timeout"],
      ...["team_added_to_org", "accesslimited"],
    ],
    "rate-limited": ["ratelimited", "rate_limited", "message_limit_exceeded"],
  } satisfies Partial<Record<ChatErrorCode, string[]>>).flatMap(([code, errors]) =>
    errors.map((error) => [error, code as ChatErrorCode] as const),
  ),
);
const SERVER_FAULT = 500;

/** Slack's refusal or absence as the port's error; others as they are. */
export function toChatError(error: unknown): unknown {
  const refusal = slackRefusal(error);
  if (refusal !== undefined) {
    const code = CODES.get(refusal) ?? "invalid";
    return new ChatError(code, `Slack refused: ${refusal}.`, { cause: error });
  }
  const isAway =
    error instanceof webApi.WebAPIRequestError ||
    (error instanceof webApi.WebAPIHTTPError && error.statusCode >= SERVER_FAULT);
  if (isAway) return new ChatError("unavailable", "Slack cannot be reached.", { cause: error });
  if (error instanceof webApi.WebAPIHTTPError) {
    return new ChatError("invalid", `Slack answered ${error.statusCode}.`, { cause: error });
  }
  return error;
}

/** The word that Slack refused a call with: `channel_not_found`. */
export function slackRefusal(error: unknown): string | undefined {
  const inner = error instanceof ChatError ? error.cause : error;
  return inner instanceof webApi.WebAPIPlatformError ? inner.data.error : undefined;
}

/** For what is to be deleted: where it is not there any more, that is done. */
export async function unlessGone(deletion: Promise<unknown>): Promise<void> {
  try {
    await deletion;
  } catch (error) {
    if (slackRefusal(error) !== "message_not_found") throw error;
  }
}

/** How long Slack asks to wait; undefined for any other trouble. */
export function retryAfterMs(error: unknown): number | undefined {
  return error instanceof webApi.WebAPIRateLimitedError ? error.retryAfter * 1_000 : undefined;
}
