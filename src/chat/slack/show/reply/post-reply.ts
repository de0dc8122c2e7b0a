import type { types } from "@slack/bolt";
import { type SlackThread, threadArgument } from "../open-thread.ts";
import { messageBlocks, type RenderedAnswer } from "../render/render-answer.ts";
import { slackRefusal } from "../to-chat-error.ts";
import type { MessageMark } from "./marks.ts";

/** What Slack says to blocks that it does not like; the text alone is liked always. */
const DISLIKED = new Set(["invalid_blocks", "msg_too_long", "msg_blocks_too_long"]);

interface Contents {
  text: string;
  blocks: types.KnownBlock[];
}

/** Posts an answer as one message. @returns its `ts` */
export async function postReply(
  thread: SlackThread,
  rendered: RenderedAnswer,
  metadata: MessageMark,
  signal: AbortSignal,
): Promise<string> {
  const { client, channel } = thread;
  const place = { channel, ...threadArgument(thread) };
  const quiet = { unfurl_links: false, unfurl_media: false };
  const { ts } = await withFallback(rendered, (contents) =>
    thread.call(
      "chat.postMessage",
      () => client.chat.postMessage({ ...place, ...quiet, ...contents, metadata }),
      { signal },
    ),
  );
  if (ts === undefined) throw new Error("Slack posted a message without saying which.");
  return ts;
}

/** Shows an answer to one person in a room with others. Slack keeps no such message. */
export async function whisperReply(
  thread: SlackThread,
  user: string,
  rendered: RenderedAnswer,
  signal: AbortSignal,
): Promise<void> {
  const { client, channel } = thread;
  const place = { channel, user, ...threadArgument(thread) };
  await withFallback(rendered, (contents) =>
    thread.call("chat.postEphemeral", () => client.chat.postEphemeral({ ...place, ...contents }), {
      signal,
    }),
  );
}

/** Writes an answer over a message that is there. */
export async function updateReply(
  thread: SlackThread,
  ts: string,
  rendered: RenderedAnswer,
  metadata: MessageMark,
  options: { signal: AbortSignal; mostWaitMs?: number },
): Promise<void> {
  const { client, channel } = thread;
  await withFallback(rendered, (contents) =>
    thread.call(
      "chat.update",
      () => client.chat.update({ channel, ts, ...contents, metadata }),
      options,
    ),
  );
}

/** Sends an answer without its blocks where Slack does not like those. */
export async function withFallback<T>(
  rendered: RenderedAnswer,
  send: (contents: Contents) => Promise<T>,
): Promise<T> {
  const { text } = rendered;
  try {
    return await send({ text, blocks: messageBlocks(rendered) });
  } catch (error) {
    if (!DISLIKED.has(slackRefusal(error) ?? "")) throw error;
    return await send({ text, blocks: [] });
  }
}
