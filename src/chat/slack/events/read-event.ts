import type { ChatEvent } from "../../chat-rooms.ts";
import { slackId, slackTime, slackWorkspaceId } from "../slack-ids.ts";
import type { Occurrence, ReadContext } from "./occurrence.ts";
import { readMessage } from "./read-message.ts";
import { type SlackEnvelope, type SlackEvent, slackMessage } from "./slack-event.ts";

/** 🔇 on any message of a thread. */
export const MUTE_REACTION = "mute";

/** What an event of Slack's means to Footnote; undefined for what means nothing. */
export function readEvent(envelope: SlackEnvelope, about: ReadContext): Occurrence | undefined {
  const { event } = envelope;
  switch (event.type) {
    case "message":
    case "app_mention":
      return readMessage(event, slackMessage.safeParse(event).data, about);
    case "reaction_added":
    case "reaction_removed":
      return readReaction(envelope, about);
    case "agent_session_stopped":
      return readStop(envelope, about);
    case "app_home_opened":
      return readOpening(envelope, about);
    case "member_joined_channel":
      return event.user === about.botUserId ? ofRoom(envelope, "room-opened", about) : undefined;
    case "channel_unarchive":
    case "group_unarchive":
      return ofRoom(envelope, "room-opened", about);
    case "channel_left":
    case "group_left":
    case "channel_archive":
    case "group_archive":
    case "channel_deleted":
    case "group_deleted":
      return ofRoom(envelope, "room-closed", about);
    case "app_uninstalled":
      return removed(about);
    case "tokens_revoked":
      return event.tokens?.bot?.includes(about.botUserId) ? removed(about) : undefined;
    default:
      return undefined;
  }
}

function readReaction(
  { event, event_id }: SlackEnvelope,
  { teamId, botUserId, threadTs, now }: ReadContext,
): Occurrence | undefined {
  const { item, reaction, type, user } = event;
  if (reaction !== MUTE_REACTION || threadTs === undefined) return undefined;
  if (item?.channel === undefined || item.ts === undefined) return undefined;
  if (user === undefined || user === botUserId) return undefined;
  const threadId = slackId(teamId, item.channel, threadTs);
  const messageId = slackId(teamId, item.channel, item.ts);
  const isMuted = type === "reaction_added";
  const how = { by: slackId(teamId, user), isMuted, at: happenedAt(event, now) };
  const muted: ChatEvent = { type: "muted", threadId, messageId, ...how };
  return { key: `event:${event_id}`, group: threadId, event: muted };
}

function readStop(
  { event, event_id }: SlackEnvelope,
  { teamId, now }: ReadContext,
): Occurrence | undefined {
  const { channel, thread_ts: thread, user } = event;
  if (channel === undefined || thread === undefined || user === undefined) return undefined;
  const threadId = slackId(teamId, channel, thread);
  const stoppedAt = happenedAt(event, now);
  const stopped: ChatEvent = { type: "stopped", threadId, by: slackId(teamId, user), stoppedAt };
  return { key: `event:${event_id}`, group: threadId, event: stopped };
}

/** Of the app's home, or of the conversation with it. */
function readOpening(
  { event, event_id }: SlackEnvelope,
  { teamId }: ReadContext,
): Occurrence | undefined {
  const { user, channel, tab, view } = event;
  if (user === undefined) return undefined;
  const who = { person: slackId(teamId, user), workspaceId: slackWorkspaceId(teamId) };
  // One after the other, so that an older home never covers a younger.
  const kept = { key: `event:${event_id}`, group: `home:${who.person}` };
  if (tab === "home") {
    return { ...kept, event: { type: "home-opened", ...who, shown: view?.hash } };
  }
  if (tab !== "messages" || channel === undefined) return undefined;
  const roomId = slackId(teamId, channel);
  return { ...kept, event: { type: "conversation-opened", ...who, roomId } };
}

function ofRoom(
  { event, event_id }: SlackEnvelope,
  type: "room-opened" | "room-closed",
  { teamId, now }: ReadContext,
): Occurrence | undefined {
  if (event.channel === undefined) return undefined;
  const roomId = slackId(teamId, event.channel);
  const at = happenedAt(event, now);
  return { key: `event:${event_id}`, group: roomId, event: { type, roomId, at } };
}

/** By Slack's clock, which says as well when messages were sent. */
function happenedAt({ event_ts: at = "" }: SlackEvent, now: number): number {
  return /^\d+\.\d+$/.test(at) ? slackTime(at) : now;
}

/** It is told twice, as the app's going and as its token's. */
function removed({ teamId, now: removedAt }: ReadContext): Occurrence {
  const workspaceId = slackWorkspaceId(teamId);
  const key = `workspace-removed:${workspaceId}`;
  return { key, group: workspaceId, event: { type: "workspace-removed", workspaceId, removedAt } };
}
