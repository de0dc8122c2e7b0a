import { messageActivity } from "../delivery/activity.ts";
import { deliver } from "../delivery/deliver.ts";
import type { Message } from "../shapes/message.ts";
import type { Room } from "../shapes/room.ts";
import { findPerson, findRoom } from "../state/find.ts";
import type { World } from "../world.ts";
import { isTold, mustBeThere, withMentions } from "./say.ts";

/** Its author writes it anew; the bot is told where it was told of the message, or is named now. */
export function editMessage(world: World, message: Message, words: string): void {
  const { room, person } = ownOf(world, message);
  const wasTold = isTold(world, room, message);
  Object.assign(message, withMentions(world, words), { isEdited: true });
  if (!wasTold && !isTold(world, room, message)) return;
  const more = { type: "messageUpdate", channelData: { eventType: "editMessage" } };
  deliver(world, messageActivity(world, room, message, person, more));
}

export function deleteMessage(world: World, message: Message): void {
  const { room, person } = ownOf(world, message);
  if (message.isDeleted) throw new Error("it is deleted already");
  message.isDeleted = true;
  if (!isTold(world, room, message)) return;
  const channelData = { eventType: "softDeleteMessage" };
  const more = { type: "messageDelete", channelData, isGone: true };
  deliver(world, messageActivity(world, room, message, person, more));
}

/** Takes a deletion back. */
export function undeleteMessage(world: World, message: Message): void {
  const { room, person } = ownOf(world, message);
  if (!message.isDeleted) throw new Error("it is not deleted");
  message.isDeleted = false;
  if (!isTold(world, room, message)) return;
  const more = { type: "messageUpdate", channelData: { eventType: "undeleteMessage" } };
  deliver(world, messageActivity(world, room, message, person, more));
}

function ownOf(
  world: World,
  message: Message,
): { room: Room; person: ReturnType<typeof findPerson> } {
  const room = findRoom(world, message.roomId);
  if (message.from === "bot") throw new Error("it is the bot's message");
  const person = findPerson(world, message.from);
  mustBeThere(world, room, person);
  return { room, person };
}
