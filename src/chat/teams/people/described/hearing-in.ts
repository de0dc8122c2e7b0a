import type { TeamsPlaces } from "../../../../storage/ports/teams-storage.ts";

/** A room in which people talk is not silent for so long. */
const LAPSE_MS = 14 * 24 * 60 * 60_000;

/**
 * What of a room reaches the bot, in a few words for admins. Teams tells a bot what names it, and all
 * messages only while the team or chat grants that; nothing tells of the grant itself.
 */
export async function hearingIn(
  roomId: string,
  { storage, now }: { storage: TeamsPlaces; now: () => number },
): Promise<string> {
  const heardAt = (await storage.conversations.get(roomId))?.overheardAt;
  if (heardAt === undefined) {
    return "what names me; no other message has reached me here, so follow-ups and auto-answer have nothing to answer until Teams lets me read messages here, or until somebody says something";
  }
  const day = new Date(heardAt).toISOString().slice(0, 10);
  return now() - heardAt <= LAPSE_MS
    ? `all messages; the last that did not name me came on ${day}`
    : `what names me; the last other message came on ${day}, so Teams may not let me read messages here any more`;
}
