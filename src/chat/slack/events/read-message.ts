import type { RoomMessage } from "../../chat-rooms.ts";
import { slackId, slackTime, slackWorkspaceId } from "../slack-ids.ts";
import type { Occurrence, ReadContext } from "./occurrence.ts";
import { beginsWithSomebodyElse, plainText } from "./plain-text.ts";
import type { SlackEvent, SlackMessage } from "./slack-event.ts";

/** Subtypes of what people say; all others are Slack's own notes. */
const SAID_BY_PEOPLE = new Set(["thread_broadcast", "file_share", "me_message"]);
/** What a deleted message that others answered turns into. */
const TOMBSTONE = "tombstone";
/** Slack takes no edit for one: it comes as words. */
const COMMAND = /^\/footnote\b/;
const IS_COMMAND = { isCommand: true } as const;

/**
 * What became of a message; undefined for the bot's own, other bots' and Slack's. A mention comes as
 * `message` and as `app_mention`, in either order: both are one occurrence.
 */
export function readMessage(
  event: SlackEvent,
  message: SlackMessage | undefined,
  about: ReadContext,
): Occurrence | undefined {
  const { channel } = event;
  if (channel === undefined) return undefined;
  if (event.subtype === "message_deleted") {
    const was = event.previous_message;
    if (event.deleted_ts === undefined || (was !== undefined && isBots(was, about)))
      return undefined;
    return deleted(channel, event.deleted_ts, was?.thread_ts, about);
  }
  if (event.subtype === "message_changed") return readChange(event, channel, about);
  if (message === undefined || !isSaid(message, about)) return undefined;
  const read = toRoomMessage(message, channel, about);
  if (read === undefined) return undefined;
  if (message.edited !== undefined) return edited(read, message.edited.ts);
  return {
    key: `message:${read.messageId}`,
    group: read.threadId,
    event: { type: "message", message: read },
  };
}

function readChange(
  { message, previous_message: before }: SlackEvent,
  channel: string,
  about: ReadContext,
): Occurrence | undefined {
  if (message === undefined) return undefined;
  if (message.subtype === TOMBSTONE) return deleted(channel, message.ts, message.thread_ts, about);
  // Links unfold and threads grow without anybody having written anything.
  const isEdit = message.edited !== undefined && message.edited.ts !== before?.edited?.ts;
  if (!isEdit || !isSaid(message, about)) return undefined;
  const read = toRoomMessage(message, channel, about);
  return read && edited(read, message.edited?.ts ?? message.ts);
}

function edited(message: RoomMessage, at: string): Occurrence {
  return {
    key: `edited:${message.messageId}:${at}`,
    group: message.threadId,
    event: { type: "message-edited", message, ...(COMMAND.test(message.text) && IS_COMMAND) },
  };
}

function deleted(
  channel: string,
  ts: string,
  threadTs: string | undefined,
  { teamId }: ReadContext,
): Occurrence {
  const messageId = slackId(teamId, channel, ts);
  return {
    key: `deleted:${messageId}`,
    group: slackId(teamId, channel, threadTs ?? ts),
    event: { type: "message-deleted", messageId },
  };
}

function isBots({ bot_id, user }: SlackMessage, { botUserId }: ReadContext): boolean {
  return bot_id !== undefined || user === botUserId;
}

function isSaid(message: SlackMessage, about: ReadContext): boolean {
  const { subtype } = message;
  if (isBots(message, about)) return false;
  return subtype === undefined || SAID_BY_PEOPLE.has(subtype);
}

function toRoomMessage(
  { ts, thread_ts, user, text, edited: edit, files = [] }: SlackMessage,
  channel: string,
  about: ReadContext,
): RoomMessage | undefined {
  if (user === undefined) return undefined;
  const { teamId, botUserId, roomKind } = about;
  return {
    messageId: slackId(teamId, channel, ts),
    threadId: slackId(teamId, channel, thread_ts ?? ts),
    roomId: slackId(teamId, channel),
    roomKind,
    workspaceId: slackWorkspaceId(teamId),
    askedBy: slackId(teamId, user),
    text: plainText(text, about),
    mentionsBot: new RegExp(`<@${botUserId}(?:\\|[^<>]*)?>`).test(text),
    isToOthers: beginsWithSomebodyElse(text, botUserId),
    sentAt: slackTime(ts),
    editedAt: edit === undefined ? undefined : slackTime(edit.ts),
    ...(files.length > 0 && { hasFiles: true as const }),
  };
}
