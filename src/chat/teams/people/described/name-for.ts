import type { TeamsPlaces } from "../../../../storage/ports/teams-storage.ts";
import { cleanName } from "../../../clean-name.ts";
import type { TeamsConnector } from "../../connect/teams-connector.ts";
import { readTeamsId, teamsId, tenantOf } from "../../teams-ids.ts";
import { isIn, type RightsDeps } from "../rights.ts";
import type { TeamsRoom } from "../rooms.ts";
import { type ChatNameDeps, nameOfChat } from "./name-of-chat.ts";

export interface NameForDeps extends RightsDeps, ChatNameDeps {
  connector: TeamsConnector;
  storage: TeamsPlaces;
}

/**
 * What somebody calls a person or a room: the name of a room is for those who are in it, and so are the
 * ids of what was said there. Undefined for what has no name. @throws ChatError
 */
export async function nameFor(
  id: string,
  viewer: string,
  deps: NameForDeps,
): Promise<string | undefined> {
  if (tenantOf(id) !== tenantOf(viewer)) return "somebody or a room of another tenant";
  const { tenantId = "", objectId = "", activityId } = readTeamsId(id) ?? {};
  const roomId = teamsId(tenantId, objectId);
  if ((await deps.storage.conversations.get(roomId)) === undefined) {
    return (await deps.persons.get(id))?.name || undefined;
  }
  const room = await deps.rooms.room(roomId);
  const word = room.conversation.kind === "channel" ? "channel" : "chat";
  const isOpen = room.kind === "open" || viewer === roomId;
  if (!isOpen && !(await isIn(viewer, roomId, deps))) {
    const thing = activityId === undefined ? "" : "something said in ";
    return `${thing}a ${word} that you are not in`;
  }
  if (activityId !== undefined) return undefined;
  if (room.kind === "direct") return "your own chat with me";
  if (word === "channel") return channelName(room, deps);
  const name = await nameOfChat(roomId, viewer, deps);
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
