import { envelope } from "../delivery/activity.ts";
import { deliver } from "../delivery/deliver.ts";
import type { Message } from "../shapes/message.ts";
import { findPerson, findRoom, isBotIn } from "../state/find.ts";
import type { World } from "../world.ts";
import { mustBeThere } from "./say.ts";

/**
 * Somebody reacts: `like`, `heart`, `laugh`, `surprised`, `sad`, `angry`, or an emoji as Teams names
 * it (`1f507_mutedspeaker`). The bot is told where the message is its own.
 */
export function react(world: World, who: string, message: Message, type: string): void {
  const whos = message.reactions.get(type) ?? new Set();
  const { objectId } = findPerson(world, who);
  if (whos.has(objectId)) throw new Error(`${who} reacted with ${type} already`);
  message.reactions.set(type, whos.add(objectId));
  tell(world, who, message, { reactionsAdded: [{ type }] });
}

export function unreact(world: World, who: string, message: Message, type: string): void {
  const { objectId } = findPerson(world, who);
  if (message.reactions.get(type)?.delete(objectId) !== true) {
    throw new Error(`${who} has not reacted with ${type}`);
  }
  tell(world, who, message, { reactionsRemoved: [{ type }] });
}

function tell(world: World, who: string, message: Message, change: object): void {
  const room = findRoom(world, message.roomId);
  const person = findPerson(world, who);
  mustBeThere(world, room, person);
  if (message.from !== "bot" || !isBotIn(world, room)) return;
  const rootId = room.kind === "channel" ? (message.rootId ?? message.id) : undefined;
  const fields = { type: "messageReaction", replyToId: message.id, ...change };
  deliver(world, envelope(world, { room, person, rootId }, fields));
}
