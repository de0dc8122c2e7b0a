import type { TeamsConversation } from "../../../../storage/ports/teams-storage.ts";
import { ChatError } from "../../../chat-error.ts";
import type { ReplyPlace } from "../../../chat-rooms.ts";
import { addressOf } from "../../address-of.ts";
import { readTeamsId } from "../../teams-ids.ts";
import type { LinkTo } from "../link-to.ts";
import { kindWord, placeMarkdown } from "../render/place-words.ts";
import type { ShowDeps } from "../show-deps.ts";

type PlaceDeps = Pick<ShowDeps, "storage" | "connector" | "people" | "logger">;

/** Teams gives the first channel of a team no name: people see this one. */
const FIRST_CHANNEL = "General";

/** Where something was asked, for the one person who reads of it elsewhere: Markdown with a link to it. */
export async function describePlace(
  { roomId, messageId, threadId, onlyTo = "" }: ReplyPlace,
  deps: PlaceDeps,
  linkTo: LinkTo,
): Promise<string> {
  const room = await deps.storage.conversations.get(roomId);
  const name = await nameOf(roomId, room, onlyTo, deps);
  const kind = kindWord(room ?? { kind: "group" });
  return placeMarkdown(name, kind, await linkTo(messageId, threadId));
}

async function nameOf(
  roomId: string,
  room: TeamsConversation | undefined,
  viewer: string,
  deps: PlaceDeps,
): Promise<string | undefined> {
  if (room?.kind === "group") return deps.people.nameOfChat(roomId, viewer);
  return room && nameOfChannel(room, deps);
}

async function nameOfChannel(
  { roomId, teamId }: TeamsConversation,
  { storage, connector, logger }: PlaceDeps,
): Promise<string | undefined> {
  if (teamId === undefined) return undefined;
  const id = readTeamsId(roomId)?.objectId;
  try {
    const channels = await connector.channels(await addressOf({ roomId }, { storage }), teamId);
    const found = channels.find((channel) => channel.id === id);
    return found?.name ?? (id === teamId ? FIRST_CHANNEL : undefined);
  } catch (error) {
    // The link tells enough.
    if (!(error instanceof ChatError)) throw error;
    logger.debug({ error }, "A channel's name is not known");
    return undefined;
  }
}
