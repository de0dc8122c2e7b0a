import { emit } from "../events/emit.ts";
import type { Channel } from "../shapes/channel.ts";
import type { Message } from "../shapes/message.ts";
import type { World } from "../world.ts";

export function addReaction(
  world: World,
  channel: Channel,
  message: Message,
  userId: string,
  name: string,
): void {
  const users = message.reactions.get(name) ?? new Set();
  users.add(userId);
  message.reactions.set(name, users);
  tell(world, channel, message, userId, { type: "reaction_added", reaction: name });
}

export function takeReaction(
  world: World,
  channel: Channel,
  message: Message,
  userId: string,
  name: string,
): void {
  message.reactions.get(name)?.delete(userId);
  tell(world, channel, message, userId, { type: "reaction_removed", reaction: name });
}

function tell(
  world: World,
  channel: Channel,
  message: Message,
  user: string,
  event: { type: string; reaction: string },
): void {
  const item = { type: "message", channel: channel.id, ts: message.ts };
  const whole = { ...event, user, item_user: message.user, item };
  emit(world, whole, { teamId: channel.teamId, channel });
}
