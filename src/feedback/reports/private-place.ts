import type { AskedPlace } from "../../storage/storage.ts";

/**
 * Whether a question was asked where not everybody could hear it: alone with the bot, in a browser,
 * or in a room that one has to be invited to, unless it is told in this very room. The command line
 * is the admin's own.
 */
export function isPrivatePlace(
  { surface, roomId, roomKind, onlyTo }: AskedPlace,
  readIn?: string,
): boolean {
  if (onlyTo !== undefined) return true;
  const isThere = roomKind === "closed" && roomId === readIn;
  return roomKind !== "open" && surface !== "cli" && !isThere;
}
