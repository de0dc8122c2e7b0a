import { CONNECTOR_AUDIENCE } from "../identity/create-identity.ts";
import type { Room } from "../shapes/room.ts";
import { isBotIn } from "../state/find.ts";
import type { World } from "../world.ts";
import { Refusal } from "./refusal.ts";

/** A conversation as it stands in an address, apart from its thread. */
export interface Target {
  room: Room;
  /** Of a channel's thread: the message it began with. */
  rootId: string | undefined;
}

/** @throws Refusal 401 without a token of the connector's that is still good */
export function mustBeSignedIn(world: World, request: Request): void {
  const token = world.identity.tokenOf(request.headers.get("authorization"), CONNECTOR_AUDIENCE);
  if (token === undefined) {
    throw new Refusal(401, "Unauthorized", "Authorization has been denied for this request.");
  }
}

/** @throws Refusal 404 for one that is not there, 403 for one that the bot is not in */
export function mustBeIn(world: World, conversationId: string): Target {
  const [id = "", messageId] = conversationId.split(";messageid=");
  const room = world.rooms.get(id);
  if (room === undefined || room.isDeleted) {
    throw new Refusal(404, "ConversationNotFound", "Conversation not found.");
  }
  if (!isBotIn(world, room)) {
    const message = "The bot is not part of the conversation roster.";
    throw new Refusal(403, "BotNotInConversationRoster", message);
  }
  if (room.kind === "personal" && [...room.members].some((one) => world.blockedBy.has(one))) {
    const message = "User blocked the conversation with the bot.";
    throw new Refusal(403, "ConversationBlockedByUser", message);
  }
  if (messageId === undefined) return { room, rootId: undefined };
  const root = room.messages.find((one) => one.id === messageId);
  if (room.kind !== "channel" || root === undefined) {
    throw new Refusal(404, "ConversationNotFound", "Conversation not found.");
  }
  return { room, rootId: root.rootId ?? root.id };
}
