import type { SlackThread } from "../open-thread.ts";
import { slackRefusal } from "../to-chat-error.ts";
import { isMarked, type MessageMark } from "./marks.ts";
import type { ReplyState } from "./reply-state.ts";

const PAGE = 200;
const MOST_PAGES = 20;

/** One of the bot's own messages in a thread. */
export interface OwnMessage {
  ts: string;
  metadata: unknown;
  /** `in_progress`, `completed`, `errored`; undefined for what was never streamed. */
  streaming: string | undefined;
}

/** What the bot posted in a thread after the message that is answered, oldest first. */
async function* ownMessages(
  thread: SlackThread,
  signal: AbortSignal | undefined,
): AsyncGenerator<OwnMessage> {
  const { client, channel, threadTs, messageTs, botUserId } = thread;
  if (threadTs === undefined) return;
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const ask = { channel, ts: threadTs, limit: PAGE, include_all_metadata: true };
    const after = { ...(messageTs && { oldest: messageTs }), ...(cursor && { cursor }) };
    const replies = () => client.conversations.replies({ ...ask, ...after });
    const answer = await thread
      .call("conversations.replies", replies, { signal })
      .catch((error: unknown) => {
        // Nobody ever answered in a thread that is gone.
        if (slackRefusal(error) === "thread_not_found") return undefined;
        throw error;
      });
    for (const message of answer?.messages ?? []) {
      const { user, ts, metadata } = message;
      // Slack's answers have more than the SDK's types of them.
      const { streaming_state: streaming } = message as { streaming_state?: string };
      if (user === botUserId && ts !== undefined) yield { ts, metadata, streaming };
    }
    const next = answer?.response_metadata?.next_cursor || undefined;
    if (next === undefined || next === cursor) return;
    cursor = next;
  }
}

/** A message by its mark. Only the bot's own count: others may write what they like into theirs. */
export async function findMarked(
  thread: SlackThread,
  mark: MessageMark,
  signal?: AbortSignal,
): Promise<OwnMessage | undefined> {
  for await (const message of ownMessages(thread, signal)) {
    if (isMarked(message.metadata, mark)) return message;
  }
  return undefined;
}

/** All messages with one of these marks. */
export async function findAllMarked(
  thread: SlackThread,
  marks: readonly MessageMark[],
): Promise<OwnMessage[]> {
  const found: OwnMessage[] = [];
  for await (const message of ownMessages(thread, undefined)) {
    if (marks.some((mark) => isMarked(message.metadata, mark))) found.push(message);
  }
  return found;
}

/**
 * An answer's message that Slack may have accepted unnoticed. A stream is marked only when it is
 * stopped: one that runs without a mark is this one, for a thread's answers are shown one by one.
 */
export async function findLost(
  thread: SlackThread,
  mark: MessageMark,
  mode: ReplyState["mode"],
  signal?: AbortSignal,
): Promise<OwnMessage | undefined> {
  if (mode !== "stream") return findMarked(thread, mark, signal);
  let running: OwnMessage | undefined;
  for await (const message of ownMessages(thread, signal)) {
    if (isMarked(message.metadata, mark)) return message;
    const isUnmarked = !(message.metadata as { event_type?: string } | undefined)?.event_type;
    const isEnded = message.streaming === undefined || message.streaming === "completed";
    if (isUnmarked && !isEnded) running = message;
  }
  return running;
}
