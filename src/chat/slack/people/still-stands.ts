import type { webApi } from "@slack/bolt";
import { ChatError } from "../../chat-error.ts";
import type { Pace } from "../show/pace.ts";
import { slackRefusal } from "../show/to-chat-error.ts";
import { readSlackId } from "../slack-ids.ts";

const GONE = new Set(["thread_not_found", "message_not_found"]);
/** What a deleted message that others answered turns into. */
const TOMBSTONE = "tombstone";

/** `RoomPlatform.stillStands`. A message in a thread is found by its own time as well. */
export async function stillStands(
  messageId: string,
  { client, pace }: { client: webApi.WebClient; pace: Pace },
): Promise<boolean> {
  const { teamId, objectId: channel, ts } = readSlackId(messageId) ?? {};
  if (teamId === undefined || channel === undefined || ts === undefined) {
    throw new ChatError("unknown-room", `${messageId} is no message of Slack's.`);
  }
  const ask = { channel, ts, oldest: ts, latest: ts, inclusive: true, limit: 2 };
  try {
    const call = { method: "conversations.replies" as const, teamId, channel };
    const { messages } = await pace.run(call, () => client.conversations.replies(ask));
    const found = messages?.find((one) => one.ts === ts) as { subtype?: string } | undefined;
    return found !== undefined && found.subtype !== TOMBSTONE;
  } catch (error) {
    if (GONE.has(slackRefusal(error) ?? "")) return false;
    throw error;
  }
}
