import type { ReplyPlace, RoomPlatform } from "../../../chat/chat-rooms.ts";

/**
 * Where somebody is told what is of no use to the others and no secret: unseen by them where the
 * platform can do that in a room, and in the thread where it cannot, for nobody looks elsewhere.
 */
export function aside<Place extends ReplyPlace>(
  place: Place,
  person: string,
  { canWhisper }: Pick<RoomPlatform, "canWhisper">,
): Place {
  return canWhisper && place.roomKind !== "direct" ? { ...place, onlyTo: person } : place;
}
