import { ChatError, isPassing } from "./chat-error.ts";
import type { RoomPlatform } from "./chat-rooms.ts";
import { platformOf } from "./platform-of.ts";
import { withPatience } from "./with-patience.ts";

/**
 * Whether somebody is a full member of their workspace at this moment: no guest, nobody of another
 * one. Of whom the platform cannot say, they are none. @throws ChatError when a later try may tell
 */
export async function isMemberNow(
  person: string,
  platforms: readonly RoomPlatform[],
): Promise<boolean> {
  try {
    return await withPatience(() => platformOf(person, platforms).isMember(person));
  } catch (error) {
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
    return false;
  }
}
