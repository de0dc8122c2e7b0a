import { channelType } from "../events/channel-json.ts";
import { emit } from "../events/emit.ts";
import type { Channel } from "../shapes/channel.ts";
import type { World } from "../world.ts";
import { post } from "./post.ts";

/** Somebody, or the app, comes into a channel. */
export function joinChannel(
  world: World,
  channel: Channel,
  userId: string,
  inviter?: string,
): void {
  if (channel.archived) throw new Error(`#${channel.name} is archived`);
  if (channel.members.has(userId)) return;
  channel.members.add(userId);
  const how = { user: userId, text: `<@${userId}> has joined the channel` };
  post(world, channel, { ...how, subtype: "channel_join" });
  tell(world, channel, userId, "member_joined_channel", inviter === undefined ? {} : { inviter });
}

/** Somebody goes or is taken out; the app is told in another way when it is the app. */
export function leaveChannel(
  world: World,
  channel: Channel,
  userId: string,
  byUser?: string,
): void {
  if (!channel.members.delete(userId)) return;
  const isApp = world.installations.some(({ botUserId }) => botUserId === userId);
  if (!isApp) {
    tell(world, channel, userId, "member_left_channel", {});
    return;
  }
  const type = channel.kind === "public" ? "channel_left" : "group_left";
  const event = { type, channel: channel.id, actor_id: byUser ?? userId };
  emit(world, event, { teamId: channel.teamId, channel, seenFromOutside: true });
}

function tell(
  world: World,
  channel: Channel,
  userId: string,
  type: "member_joined_channel" | "member_left_channel",
  more: { inviter?: string },
): void {
  const user = world.users.get(userId);
  const team = user?.teamId ?? channel.teamId;
  const kind = channelType(channel) === "group" ? "G" : "C";
  const event = { type, user: userId, channel: channel.id, channel_type: kind, team, ...more };
  emit(world, event, { teamId: channel.teamId, channel });
}
