import type { webApi } from "@slack/bolt";
import type { Logger } from "../../../telemetry/logger.ts";
import type { SlackEvent } from "../events/slack-event.ts";
import { askSlack } from "../people/ask-slack.ts";

/**
 * Somebody pressed stop: Slack leaves it to the app to say that its work has ended. Said at once, and
 * again when an answer that was stopped is shown; where nothing was under way, this is all there is.
 */
export function endSession(
  { channel, thread_ts }: SlackEvent,
  { client, logger }: { client: webApi.WebClient; logger: Logger },
): void {
  if (channel === undefined || thread_ts === undefined) return;
  const ended = { channel_id: channel, thread_ts, status: "active" as const };
  askSlack(() => client.agents.sessions.setStatus(ended)).catch((error: unknown) =>
    logger.info({ error }, "A session that was stopped still shows that it works"),
  );
}
