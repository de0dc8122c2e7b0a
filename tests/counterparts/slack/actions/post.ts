import { channelType } from "../events/channel-json.ts";
import { emit } from "../events/emit.ts";
import { messageJson } from "../events/message-json.ts";
import { notifiedBy } from "../events/notified.ts";
import type { Channel } from "../shapes/channel.ts";
import type { Message } from "../shapes/message.ts";
import type { World } from "../world.ts";

export type NewMessage = Omit<
  Message,
  "ts" | "channelId" | "teamId" | "reactions" | "changes" | "notified"
>;

/** Puts a message into a channel and tells the app; the door for people and bots alike. */
export function post(world: World, channel: Channel, fields: NewMessage): Message {
  const message = makeMessage(world, channel, fields);
  channel.messages.push(message);
  const event = {
    ...messageJson(world, message),
    channel: channel.id,
    channel_type: channelType(channel),
    event_ts: message.ts,
    ...(channel.kind === "im" ? { app_context: world.contexts.get(message.user) } : {}),
  };
  const mention = mentionEvent(world, channel, message, event);
  const mentionFirst = world.random() < 0.5;
  if (mention !== undefined && mentionFirst)
    emit(world, mention, { teamId: channel.teamId, channel });
  emit(world, event, { teamId: channel.teamId, channel });
  if (mention !== undefined && !mentionFirst)
    emit(world, mention, { teamId: channel.teamId, channel });
  return message;
}

/** The second event that a message brings where it names the app, in either order. */
function mentionEvent(
  world: World,
  channel: Channel,
  message: Message,
  event: { channel_type: string },
) {
  const bot = world.installations.find(({ botUserId }) => message.notified.includes(botUserId));
  if (bot === undefined || channel.kind === "im" || message.appId === world.app.id)
    return undefined;
  const { channel_type: _, ...rest } = event;
  return { ...rest, type: "app_mention" };
}

/** Shown to one person, kept apart from the history, told to nobody. */
export function postEphemeral(world: World, channel: Channel, fields: NewMessage): Message {
  const message = makeMessage(world, channel, fields);
  channel.ephemeral.push(message);
  world.version += 1;
  return message;
}

function makeMessage(world: World, channel: Channel, fields: NewMessage): Message {
  const user = world.users.get(fields.user);
  return {
    ...fields,
    ts: world.ids.ts(world.clock.now()),
    channelId: channel.id,
    teamId: user?.teamId ?? channel.teamId,
    reactions: new Map(),
    changes: 0,
    notified: isAnnouncement(fields) ? [] : notifiedBy(world, fields.text, fields.blocks),
  };
}

/** What Slack itself says of somebody rings nobody's bell and mentions nobody. */
function isAnnouncement({ subtype }: Pick<NewMessage, "subtype">): boolean {
  return subtype?.startsWith("channel_") === true;
}

/** Writes over a message and tells the app what it was before. */
export function change(
  world: World,
  channel: Channel,
  message: Message,
  fields: Partial<Message>,
): void {
  const previous = messageJson(world, message);
  Object.assign(message, fields);
  message.changes += 1;
  const ts = world.ids.ts(world.clock.now());
  const event = {
    type: "message",
    subtype: "message_changed",
    hidden: true,
    channel: channel.id,
    channel_type: channelType(channel),
    ts,
    event_ts: ts,
    message: messageJson(world, message),
    previous_message: previous,
  };
  emit(world, event, { teamId: channel.teamId, channel });
}

/** Takes a message away; a thread's first message leaves its answers behind. */
export function remove(world: World, channel: Channel, message: Message): void {
  const previous = messageJson(world, message);
  channel.messages = channel.messages.filter((one) => one !== message);
  channel.deleted.push(message);
  const ts = world.ids.ts(world.clock.now());
  const event = {
    type: "message",
    subtype: "message_deleted",
    hidden: true,
    channel: channel.id,
    channel_type: channelType(channel),
    ts,
    event_ts: ts,
    deleted_ts: message.ts,
    previous_message: previous,
  };
  emit(world, event, { teamId: channel.teamId, channel });
}
