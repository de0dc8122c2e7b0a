import { ChatError } from "../../chat-error.ts";
import type { Directory } from "../people/directory.ts";
import type { Rooms } from "../people/rooms.ts";
import { readSlackId } from "../slack-ids.ts";

/**
 * Whether somebody may be shown what stands in the room of an answer: they are in it, or it is open
 * to all who work here and they do. What a click names is not proof that they saw it.
 * @throws ChatError when Slack does not say
 */
export async function maySeeRoomOf(
  answerId: string,
  userId: string,
  { rooms, directory }: { rooms: Rooms; directory: Directory },
): Promise<boolean> {
  const channel = readSlackId(answerId)?.objectId;
  if (channel === undefined) return false;
  if ((await rooms.seenMembers(channel)).has(userId)) return true;
  try {
    if ((await rooms.room(channel)).kind !== "open") return false;
  } catch (error) {
    if (error instanceof ChatError && error.code === "unknown-room") return false;
    throw error;
  }
  return (await directory.person(userId)).standing === "member";
}
