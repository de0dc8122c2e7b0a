import { channelJson } from "../events/channel-json.ts";
import { emit } from "../events/emit.ts";
import type { Channel, NewChannel } from "../shapes/channel.ts";
import { addChannel } from "../state/channels.ts";
import type { World } from "../world.ts";

export function createChannel(world: World, teamId: string, channel: NewChannel): Channel {
  const added = addChannel(world, teamId, channel);
  if (added.kind === "public") {
    const event = { type: "channel_created", channel: channelJson(added, "", teamId) };
    emit(world, event, { teamId, channel: added, seenFromOutside: true });
  }
  return added;
}

export function archive(world: World, channel: Channel, user: string): void {
  channel.archived = true;
  tell(world, channel, "archive", { channel: channel.id, user });
}

export function unarchive(world: World, channel: Channel, user: string): void {
  channel.archived = false;
  tell(world, channel, "unarchive", { channel: channel.id, user });
}

export function rename(world: World, channel: Channel, name: string): void {
  channel.name = name;
  const { id, createdAt } = channel;
  const created = Math.floor(createdAt / 1_000);
  tell(world, channel, "rename", { channel: { id, name, name_normalized: name, created } });
}

export function deleteChannel(world: World, channel: Channel): void {
  tell(world, channel, "deleted", { channel: channel.id });
  world.channels.delete(channel.id);
}

/** A channel becomes one that another workspace sees too. */
export function shareChannel(world: World, channel: Channel, withTeamId: string): void {
  if (!channel.sharedWith.includes(withTeamId)) channel.sharedWith.push(withTeamId);
  tell(world, channel, "shared", { connected_team_id: withTeamId, channel: channel.id });
}

export function unshareChannel(world: World, channel: Channel, fromTeamId: string): void {
  channel.sharedWith = channel.sharedWith.filter((id) => id !== fromTeamId);
  for (const id of channel.members) {
    if (world.users.get(id)?.teamId === fromTeamId) channel.members.delete(id);
  }
  const isShared = channel.sharedWith.length > 0;
  const event = { previously_connected_team_id: fromTeamId, is_ext_shared: isShared };
  tell(world, channel, "unshared", { ...event, channel: channel.id });
}

function tell(world: World, channel: Channel, what: string, more: object): void {
  const family = channel.kind === "public" ? "channel" : "group";
  const event = { type: `${family}_${what}`, ...more };
  const seenFromOutside = channel.kind === "public";
  emit(world, event, { teamId: channel.teamId, channel, seenFromOutside });
}
