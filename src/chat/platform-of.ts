import type { RoomPlatform } from "./chat-rooms.ts";

/** The platform that an id of a room, thread or person comes from. @throws Error when it is not there */
export function platformOf(id: string, platforms: readonly RoomPlatform[]): RoomPlatform {
  const platform = platforms.find(({ name }) => id.startsWith(`${name}:`));
  if (platform !== undefined) return platform;
  throw new Error(`No chat platform is connected that ${id} belongs to.`);
}
