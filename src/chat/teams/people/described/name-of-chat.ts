import { ChatError } from "../../../chat-error.ts";
import { cleanName } from "../../../clean-name.ts";
import type { Graph } from "../../graph/graph.ts";
import { isSamePerson } from "../../teams-ids.ts";
import type { Rooms, TeamsRoom } from "../rooms.ts";
import type { Rosters } from "../rosters.ts";

export interface ChatNameDeps {
  graph: Graph | undefined;
  rooms: Rooms;
  rosters: Rosters;
}

const MOST_NAMED = 2;

/**
 * What somebody who is in a chat calls it: by its topic, or by who else is in it. Undefined for who is
 * not in it, for what is no chat, and where Teams does not say.
 */
export async function nameOfChat(
  roomId: string,
  viewer: string,
  { graph, rooms, rosters }: ChatNameDeps,
): Promise<string | undefined> {
  try {
    const room = await rooms.room(roomId);
    if (room.shape !== "chat") return undefined;
    const { people } = await rosters.get(room);
    const others = people.filter(({ id }) => !isSamePerson(id, viewer));
    if (others.length === people.length) return undefined;
    return (await topicOf(room, graph)) ?? namesIn(others.map(({ name }) => name));
  } catch (error) {
    // It is called a chat then.
    if (!(error instanceof ChatError)) throw error;
    return undefined;
  }
}

async function topicOf(
  { tenantId, address }: TeamsRoom,
  graph: Graph | undefined,
): Promise<string | undefined> {
  try {
    const topic = await graph?.chatTopic(tenantId, address.conversationId);
    return cleanName(topic) || undefined;
  } catch (error) {
    // It needs a permission of its own.
    if (!(error instanceof ChatError)) throw error;
    return undefined;
  }
}

/** `of A, B and 2 more` */
function namesIn(all: readonly string[]): string | undefined {
  const named = all.filter((name) => name !== "").slice(0, MOST_NAMED);
  const more = all.length - named.length;
  if (named.length === 0) return undefined;
  if (more > 0) return `of ${named.join(", ")} and ${more} more`;
  return `of ${named.join(" and ")}`;
}
