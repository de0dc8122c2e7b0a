import type { AskedPlace } from "../../storage/storage.ts";

/**
 * Whether a question was asked where not everybody could hear it: alone with the bot, in a browser,
 * or in a room that one has to be invited to. The command line is the admin's own.
 */
export function isPrivatePlace({ surface, roomKind, onlyTo }: AskedPlace): boolean {
  return onlyTo !== undefined || (roomKind !== "open" && surface !== "cli");
}
