import type { AdminReply } from "../../admin-reply.ts";
import { ChatError } from "../../chat-error.ts";
import type { RoomCommand } from "../../chat-rooms.ts";
import { openThread, type ShowDeps, type SlackThread } from "../show/open-thread.ts";
import { slackRefusal } from "../show/to-chat-error.ts";
import { postToResponseUrl } from "./post-to-response-url.ts";
import { type RenderedReply, renderReply } from "./render-reply.ts";

export interface CommandDeps extends ShowDeps {
  /** Of a pretend Slack. */
  slackApiUrl: string | undefined;
}

/** Where the bot is no member it can whisper to nobody. */
const NOT_THERE = new Set(["not_in_channel", "channel_not_found", "user_not_in_channel"]);
const DISLIKED = new Set(["invalid_blocks", "msg_too_long", "msg_blocks_too_long"]);

/** `RoomPlatform.answerCommand`: seen by nobody but the person who gave the command. */
export async function answerCommand(
  command: RoomCommand,
  reply: AdminReply,
  deps: CommandDeps,
): Promise<void> {
  const { answerTo } = command;
  const rendered = renderReply(reply);
  if (answerTo !== undefined) {
    // It works where the bot is no member, too, and costs nothing of what a channel may get.
    if (await postToResponseUrl(answerTo, rendered, deps.slackApiUrl)) return;
  }
  const thread = await openCommandThread(command, deps);
  if (command.isFromHome) return writeTo(thread.asker.userId, thread, rendered);
  try {
    await whisper(thread, rendered);
  } catch (error) {
    if (!NOT_THERE.has(slackRefusal(error) ?? "")) throw error;
    await writeTo(thread.asker.userId, thread, rendered);
  }
}

/** The place where a command was given, in Slack's words. @throws ChatError */
export function openCommandThread(
  { workspaceId, roomId, isDirect, by }: RoomCommand,
  deps: ShowDeps,
): Promise<SlackThread> {
  const place = { workspaceId, roomId, threadId: roomId, messageId: roomId, askedBy: by };
  const roomKind = isDirect ? ("direct" as const) : ("closed" as const);
  return openThread({ ...place, roomKind, onlyTo: undefined }, deps);
}

async function whisper(thread: SlackThread, rendered: RenderedReply): Promise<void> {
  const { client, channel, asker } = thread;
  await withFallback(rendered, (contents) =>
    thread.call("chat.postEphemeral", () =>
      client.chat.postEphemeral({ channel, user: asker.userId, ...contents }),
    ),
  );
}

/** In the person's own conversation with the bot, which nobody else reads. */
async function writeTo(
  userId: string,
  { client, call }: SlackThread,
  rendered: RenderedReply,
): Promise<void> {
  const quiet = { unfurl_links: false, unfurl_media: false };
  await withFallback(rendered, (contents) =>
    call("chat.postMessage", () =>
      client.chat.postMessage({ channel: userId, ...quiet, ...contents }),
    ),
  );
}

/** The text alone is liked always. */
export async function withFallback<T>(
  { text, blocks }: RenderedReply,
  send: (contents: RenderedReply) => Promise<T>,
): Promise<T> {
  try {
    return await send({ text, blocks });
  } catch (error) {
    if (!(error instanceof ChatError) || !DISLIKED.has(slackRefusal(error) ?? "")) throw error;
    return send({ text, blocks: [] });
  }
}
