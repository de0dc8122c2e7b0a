import type { TeamsPlaces } from "../../../../storage/ports/teams-storage.ts";
import { cleanName } from "../../../clean-name.ts";
import type { TeamsConnector } from "../../connect/teams-connector.ts";
import { tenantOf } from "../../teams-ids.ts";
import { isIn, type RightsDeps } from "../rights.ts";
import type { TeamsRoom } from "../rooms.ts";
import { type ChatNameDeps, nameOfChat } from "./name-of-chat.ts";

export interface NameForDeps extends RightsDeps, ChatNameDeps {
  connector: TeamsConnector;
  storage: TeamsPlaces;
}

/**
 * What somebody calls a person or a room: the name of a room is for those who are in it. Undefined
 * for an id that nobody is known by. @throws ChatError
 */
export async function nameFor(
  id: string,
  viewer: string,
  deps: NameForDeps,
): Promise<string | undefined> {
  if (tenantOf(id) !== tenantOf(viewer)) return "somebody or a room of another tenant";
  if ((await deps.storage.conversations.get(id)) === undefined) {
    return (await deps.persons.get(id))?.name || undefined;
  }
  const room = await deps.rooms.room(id);
  const word = room.conversation.kind === "channel" ? "channel" : "chat";
  if (room.kind !== "open" && viewer !== id && !(await isIn(viewer, id, deps))) {
    return `a ${word} that you are not in`;
  }
  if (room.kind === "direct") return "your own chat with me";
  if (word === "channel") return channelName(room, deps);
  const name = await nameOfChat(id, viewer, deps);
  return name === undefined ? "a chat" : `the chat ${name}`;
}

async function channelName(
  { address, conversation: { teamId } }: TeamsRoom,
  { connector }: NameForDeps,
): Promise<string> {
  if (teamId === undefined) return "a channel";
  const channels = await connector.channels(address, teamId);
  const found = channels.find(({ id }) => id === address.conversationId);
  // The first channel of each team comes without a name.
  const isFirst = address.conversationId === teamId;
  const channel = cleanName(found?.name) || (isFirst ? "General" : "a channel");
  const team = cleanName((await connector.team(address, teamId)).name);
  return team === "" ? channel : `${team} › ${channel}`;
}
