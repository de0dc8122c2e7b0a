import type { AnswerRecord, ReplyRecord } from "../../storage/storage.ts";

/**
 * Whom what was said below a question was written for, as lists of which somebody has to hold one:
 * in a room, those who may read the room. What each member held by chance says nothing of the room:
 * "everyone" in it holds `everyone`, and so does everyone outside.
 */
export function writtenFor(
  record: Pick<AnswerRecord, "audience">,
  reply: Pick<ReplyRecord, "roomId" | "roomKind" | "onlyTo" | "again"> | undefined,
): string[][] {
  if (reply === undefined) return distinct(record.audience.filter((list) => list.length > 0));
  // Shown to others as it is, it was written for whoever showed it all the same.
  const isOfOne = reply.onlyTo !== undefined || reply.again?.because === "as-is";
  if (isOfOne || reply.roomKind === "direct") {
    const people = record.audience.flat().filter((principal) => principal.startsWith("user:"));
    return distinct(people.map((person) => [person]));
  }
  const room = [roomPrincipal(reply.roomId)];
  return reply.roomKind === "open" ? [["everyone"], room] : [room];
}

/** Whoever is in `slack:T1:C1` holds `slack-channel:T1:C1`. */
function roomPrincipal(roomId: string): string {
  return roomId.replace(":", "-channel:");
}

function distinct(lists: readonly string[][]): string[][] {
  return [...new Map(lists.map((list) => [JSON.stringify([...list].sort()), list])).values()];
}
