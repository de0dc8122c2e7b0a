import type { TeamsConversation } from "../../../storage/ports/teams-storage.ts";
import { ChatError } from "../../chat-error.ts";
import { addressOf } from "../address-of.ts";
import { readTeamsId } from "../teams-ids.ts";
import type { ShowDeps } from "./show-deps.ts";

const BASE = "https://teams.microsoft.com/l/message";

type LinkDeps = Pick<ShowDeps, "connector" | "storage">;

/** The address of a message, of which thread it is being known or not; undefined where it has none. */
export type LinkTo = (messageId: string, threadId?: string) => Promise<string | undefined>;

/** `RoomPlatform.linkTo`. Teams has no links into the chat of one person with a bot. */
export function createLinkTo(deps: LinkDeps): LinkTo {
  /** By the conversation of a team. */
  const groups = new Map<string, string | undefined>();

  async function groupOf({ roomId, teamId }: TeamsConversation): Promise<string | undefined> {
    if (teamId === undefined) return undefined;
    if (!groups.has(teamId)) groups.set(teamId, await lookUpGroup(roomId, teamId, deps));
    return groups.get(teamId);
  }

  return async (messageId, threadId) => {
    const read = readTeamsId(messageId);
    if (read?.activityId === undefined) return undefined;
    const { tenantId, objectId, activityId } = read;
    const room = await deps.storage.conversations.get(
      messageId.slice(0, messageId.lastIndexOf(":")),
    );
    if (room === undefined || room.kind === "personal") return undefined;
    const path = `${BASE}/${encodeURIComponent(objectId)}/${encodeURIComponent(activityId)}`;
    if (room.kind === "group") {
      const context = JSON.stringify({ contextType: "chat" });
      return `${path}?${new URLSearchParams({ tenantId, context })}`;
    }
    const root = threadId === undefined ? undefined : readTeamsId(threadId)?.activityId;
    const groupId = await groupOf(room);
    const where = { tenantId, ...(groupId && { groupId }), parentMessageId: root ?? activityId };
    return `${path}?${new URLSearchParams(where)}`;
  };
}

/** The link works without it in most clients. */
async function lookUpGroup(
  roomId: string,
  teamId: string,
  { connector, storage }: LinkDeps,
): Promise<string | undefined> {
  try {
    const { aadGroupId } = await connector.team(await addressOf({ roomId }, { storage }), teamId);
    return aadGroupId;
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    return undefined;
  }
}
