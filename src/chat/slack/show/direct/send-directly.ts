import type { types } from "@slack/bolt";
import type { SlackThread } from "../open-thread.ts";
import type { MessageMark } from "../reply/marks.ts";
import { slackRefusal } from "../to-chat-error.ts";
import { conversationWith, findAmongLast } from "./own-conversation.ts";

export interface DirectMessage {
  channel: string;
  ts: string;
}

/** Where nothing can be whispered to somebody: they or the bot are not there, or nobody may write. */
const OUT_OF_REACH = new Set([
  ...["user_not_in_channel", "not_in_channel", "channel_not_found", "is_archived"],
]);

export function isOutOfReach(error: unknown): boolean {
  return OUT_OF_REACH.has(slackRefusal(error) ?? "");
}

/** A message to one person that was sent directly, if Slack has it. */
export async function findDirect(
  thread: SlackThread,
  user: string,
  mark: MessageMark,
): Promise<DirectMessage | undefined> {
  const channel = await conversationWith(user, thread.client);
  if (channel === undefined) return undefined;
  const ts = await findAmongLast(channel, thread, mark);
  return ts === undefined ? undefined : { channel, ts };
}

/**
 * Sends a message to one person alone. Their id stands for the conversation with them, which Slack
 * opens where it is not there: `conversations.open` would need a scope of its own.
 */
export async function sendDirectly(
  thread: SlackThread,
  user: string,
  contents: { text: string; blocks?: types.KnownBlock[] },
  metadata: MessageMark,
  signal?: AbortSignal,
): Promise<DirectMessage> {
  const quiet = { unfurl_links: false, unfurl_media: false };
  const { text, blocks = [] } = contents;
  const { channel, ts } = await thread.call(
    "chat.postMessage",
    () => thread.client.chat.postMessage({ channel: user, text, blocks, ...quiet, metadata }),
    { signal, to: user },
  );
  if (channel === undefined || ts === undefined) {
    throw new Error("Slack sent a message without saying which.");
  }
  return { channel, ts };
}
