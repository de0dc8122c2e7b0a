import { ChatError } from "../../chat-error.ts";
import type { RenderedReply } from "./render-reply.ts";

const SLACK_HOOKS = "https://hooks.slack.com";
const TIMEOUT_MS = 10_000;

/**
 * Posts to an address that Slack gave out for an answer, for one person alone. False when Slack does
 * not take it there: the address is worth five answers within half an hour.
 * @throws ChatError when a later try may succeed
 */
export async function postToResponseUrl(
  url: string,
  reply: RenderedReply,
  slackApiUrl: string | undefined,
): Promise<boolean> {
  if (!isSlacks(url, slackApiUrl)) return false;
  let response: Response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify({ response_type: "ephemeral", replace_original: false, ...reply }),
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
  } catch {
    // The address opens a door for half an hour: it stands in no error and no log.
    throw new ChatError("unavailable", "Slack cannot be reached with an answer to a command.");
  }
  if (response.ok) return true;
  if (response.status === 429) {
    throw new ChatError("rate-limited", "Slack asks to wait before a command is answered.");
  }
  if (response.status < 500) return false;
  throw new ChatError("unavailable", `Slack answered ${response.status} to an answer.`);
}

/** It came in a signed request, and is looked at all the same: nothing else is ever posted to. */
function isSlacks(url: string, slackApiUrl: string | undefined): boolean {
  const origin = URL.parse(url)?.origin;
  if (origin === undefined) return false;
  return origin === (slackApiUrl === undefined ? SLACK_HOOKS : URL.parse(slackApiUrl)?.origin);
}
