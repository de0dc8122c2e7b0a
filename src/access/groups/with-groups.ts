import type { RoomPlatform } from "../../chat/chat-rooms.ts";
import type { ExpandAudience } from "./expand-audience.ts";

/**
 * A platform whose audiences hold the groups that it does not know itself. All that is said in a chat
 * goes by them, so this is the one place where groups come in there.
 */
export function withGroups(platform: RoomPlatform, expandAudience: ExpandAudience): RoomPlatform {
  return {
    ...platform,
    audienceOf: async (place) => expandAudience(await platform.audienceOf(place)),
  };
}
