import type { TeamsPlaces } from "../../storage/ports/teams-storage.ts";
import { ChatError } from "../chat-error.ts";
import type { ConversationAddress, TeamsConnector } from "./connect/teams-connector.ts";
import { readTeamsId, teamsId, teamsWorkspaceId } from "./teams-ids.ts";

export interface AddressDeps {
  storage: TeamsPlaces;
  connector: Pick<TeamsConnector, "openPersonal">;
  now(): number;
}

/** Where a room is reached, or a thread of it where it is a channel. @throws ChatError */
export async function addressOf(
  { roomId, threadId }: { roomId: string; threadId?: string | undefined },
  { storage }: Pick<AddressDeps, "storage">,
): Promise<ConversationAddress> {
  const read = readTeamsId(roomId);
  const known = await storage.conversations.get(roomId);
  if (read === undefined || known === undefined) {
    throw new ChatError("unknown-room", `Footnote is not in the conversation ${roomId} of Teams.`);
  }
  const root = threadId === undefined ? undefined : readTeamsId(threadId)?.activityId;
  const isThread = known.kind === "channel" && root !== undefined;
  return {
    serviceUrl: known.serviceUrl,
    tenantId: read.tenantId,
    conversationId: isThread ? `${read.objectId};messageid=${root}` : read.objectId,
  };
}

/**
 * Somebody's own chat with the bot: the one that is known, or one that is opened where Teams lets it.
 * @throws ChatError `not-allowed` where the app is not installed for them
 */
export async function personalRoomOf(person: string, deps: AddressDeps): Promise<string> {
  const { storage, connector, now } = deps;
  const known = await storage.conversations.personalOf(person);
  if (known !== undefined) return known.roomId;
  const read = readTeamsId(person);
  const seen = await storage.people.get(person);
  const where = seen && (await storage.conversations.get(seen.roomId));
  if (read === undefined || seen === undefined || where === undefined) {
    throw new ChatError("unknown-room", `Footnote has not met ${person} in Teams.`);
  }
  const { tenantId } = read;
  const { serviceUrl, botId } = where;
  const conversationId = await connector.openPersonal({ serviceUrl, tenantId }, seen.mri);
  const roomId = teamsId(tenantId, conversationId);
  await storage.conversations.save({
    roomId,
    workspaceId: teamsWorkspaceId(tenantId),
    ...{ serviceUrl, botId, person },
    kind: "personal",
    teamId: undefined,
    channelType: undefined,
    overheardAt: undefined,
    seenAt: now(),
  });
  return roomId;
}
