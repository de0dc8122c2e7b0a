import type { TeamsConversation } from "../../../../storage/ports/teams-storage.ts";
import { ChatError } from "../../../chat-error.ts";
import type { RoomKind, RoomMessage } from "../../../chat-rooms.ts";
import { type ActivityPlace, sentAtOf } from "../../events/place-of.ts";
import { readText, type SaidText } from "../../events/read-text.ts";
import type { TeamsActivity } from "../../events/teams-activity.ts";
import { teamsId } from "../../teams-ids.ts";
import { isBot, type ReceiveDeps } from "../receive-deps.ts";
import { acquaint } from "./acquaint.ts";
import { isCommand, keepCommand } from "./keep-command.ts";
import { threadOfMessage } from "./thread-of.ts";

/** Keeps what somebody wrote, as a command or a message. */
export async function keepMessage(
  activity: TeamsActivity,
  place: ActivityPlace,
  deps: ReceiveDeps,
): Promise<void> {
  if (isBot(activity) || isOnlyData(activity) || activity.id === undefined) return;
  const said = readText(activity);
  const conversation = await acquaintWith(activity, place, said, deps);
  const message = await messageOf(activity.id, activity, said, place, conversation, deps);
  if (isCommand(said, place)) return keepCommand(activity, message, place, deps);
  const { messageId, threadId } = message;
  const event = { type: "message" as const, message };
  await deps.inbox.keep(`message:${messageId}`, threadId, event);
}

/** Keeps an edit, or that a message which was deleted is back. */
export async function keepEdit(
  activity: TeamsActivity,
  place: ActivityPlace,
  deps: ReceiveDeps,
): Promise<void> {
  const { eventType } = activity.channelData;
  const isRestored = eventType === "undeleteMessage";
  if (!isRestored && eventType !== "editMessage") return;
  if (isBot(activity) || isOnlyData(activity) || activity.id === undefined) return;
  const said = readText(activity);
  const conversation = await acquaintWith(activity, place, said, deps);
  const isNowCommand = isCommand(said, place);
  if (isNowCommand && isRestored) return;
  const read = await messageOf(activity.id, activity, said, place, conversation, deps);
  const message = { ...read, editedAt: place.at };
  const key = `edited:${message.messageId}:${place.at}`;
  const event = { type: "message-edited" as const, message };
  const told = {
    ...event,
    ...(isRestored && { isRestored: true as const }),
    ...(isNowCommand && { isCommand: true as const }),
  };
  await deps.inbox.keep(key, message.threadId, told);
}

export async function keepDeletion(
  activity: TeamsActivity,
  place: ActivityPlace,
  deps: ReceiveDeps,
): Promise<void> {
  const { tenantId, conversationId, rootId, kind, at } = place;
  if (activity.id === undefined || activity.channelData.eventType !== "softDeleteMessage") return;
  const messageId = teamsId(tenantId, conversationId, activity.id);
  const thread =
    kind === "channel"
      ? teamsId(tenantId, conversationId, rootId ?? activity.id)
      : await deps.storage.threadOf(messageId);
  const event = { type: "message-deleted" as const, messageId };
  await deps.inbox.keep(`deleted:${messageId}:${at}`, thread ?? messageId, event);
}

/** What a card sends with `Action.Submit`: nobody wrote it. */
function isOnlyData({ text = "", value }: TeamsActivity): boolean {
  return value !== undefined && value !== null && text.trim() === "";
}

const FILE = /^(?:image\/|application\/vnd\.microsoft\.(?:teams\.file\.|card\.codesnippet$))/i;

/** Of other files than pictures, Teams tells bots in somebody's own chat alone. */
function isFile({ contentType = "" }: { contentType?: string | undefined }): boolean {
  return FILE.test(contentType);
}

function acquaintWith(
  activity: TeamsActivity,
  place: ActivityPlace,
  { mentionsBot }: SaidText,
  deps: ReceiveDeps,
): Promise<TeamsConversation> {
  const isOverheard = place.kind !== "personal" && !mentionsBot;
  return acquaint(activity, place, isOverheard, deps);
}

async function messageOf(
  activityId: string,
  { replyToId, attachments }: TeamsActivity,
  { text, mentionsBot, isToOthers, quotedId, hasPictures }: SaidText,
  place: ActivityPlace,
  conversation: TeamsConversation,
  deps: ReceiveDeps,
): Promise<RoomMessage> {
  const { tenantId, conversationId, roomId, workspaceId, by, at, kind } = place;
  const sentAt = sentAtOf(activityId, at);
  const answered = quotedId ?? replyToId;
  const [threadId, roomKind] = await Promise.all([
    threadOfMessage({ activityId, sentAt, quotedId: answered }, place, deps),
    kindOf(conversation, deps),
  ]);
  return {
    messageId: teamsId(tenantId, conversationId, activityId),
    ...{ threadId, roomId, roomKind, workspaceId, askedBy: by, text, mentionsBot, isToOthers },
    ...{ sentAt, editedAt: undefined },
    ...(kind === "channel" ? {} : { isInChat: true as const }),
    ...((hasPictures || attachments.some(isFile)) && { hasFiles: true as const }),
  };
}

/** A room that cannot be told is for those who are in it. */
export async function kindOf(
  conversation: TeamsConversation,
  { people, logger }: Pick<ReceiveDeps, "people" | "logger">,
): Promise<RoomKind> {
  if (conversation.kind === "personal") return "direct";
  try {
    return await people.kindOf(conversation);
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    logger.info({ error, roomId: conversation.roomId }, "The kind of a room cannot be told");
    return "closed";
  }
}
