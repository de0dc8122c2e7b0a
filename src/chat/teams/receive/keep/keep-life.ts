import type { TeamsConversation } from "../../../../storage/ports/teams-storage.ts";
import type { ActivityPlace } from "../../events/place-of.ts";
import { type RoomLife, readLife } from "../../events/read-life.ts";
import type { TeamsActivity } from "../../events/teams-activity.ts";
import { teamsId } from "../../teams-ids.ts";
import { isBot, type ReceiveDeps } from "../receive-deps.ts";
import { acquaint } from "./acquaint.ts";

/** Keeps where the bot came in or went out, and that who is there may have changed. */
export async function keepLife(
  activity: TeamsActivity,
  place: ActivityPlace,
  deps: ReceiveDeps,
): Promise<void> {
  const { storage } = deps;
  const life = readLife(activity);
  const conversation = await acquaint(activity, place, false, deps);
  // What is noted of one channel counts for all of its team.
  await storage.conversations.peopleChanged(place.roomId, place.at);
  if (life === undefined) return;
  const isOne = life.of === "team" && isOfOneChannel(life, conversation, place);
  const changed = await roomsOf(isOne ? "conversation" : life.of, activity, place, deps);
  for (const roomId of changed) await keepChange(life, roomId, place, deps);
  if (life.isNew) {
    const person = conversation.person ?? (isBot(activity) ? undefined : place.by);
    await keepWelcome(place, person, deps);
  }
  if (life.isGone) for (const roomId of changed) await storage.conversations.remove(roomId);
}

/**
 * Private and shared channels have the app for themselves. Where the kind of a channel is not known,
 * nothing else of its team is closed; what is opened without need does no harm.
 */
function isOfOneChannel(
  { type }: RoomLife,
  { channelType, teamId }: TeamsConversation,
  { conversationId }: ActivityPlace,
): boolean {
  if (channelType === "private" || channelType === "shared") return true;
  return type === "closed" && conversationId !== teamId && channelType !== "standard";
}

async function keepChange(
  { type }: RoomLife,
  roomId: string,
  { at }: ActivityPlace,
  deps: ReceiveDeps,
): Promise<void> {
  const event = { type: `room-${type}` as const, roomId, at };
  await deps.inbox.keep(`${event.type}:${roomId}:${at}`, roomId, event);
}

async function keepWelcome(
  { roomId, workspaceId, kind, at }: ActivityPlace,
  by: string | undefined,
  deps: ReceiveDeps,
): Promise<void> {
  const person = kind === "personal" ? by : undefined;
  if (kind === "personal" && person === undefined) return;
  const event = { type: "installed" as const, roomId, workspaceId, person, at };
  await deps.inbox.keep(`installed:${roomId}:${at}`, roomId, event);
}

/** The conversation itself, and all that is known of its team or of the channel that it is about. */
async function roomsOf(
  of: RoomLife["of"],
  { channelData }: TeamsActivity,
  { tenantId, workspaceId, roomId }: ActivityPlace,
  { storage }: Pick<ReceiveDeps, "storage">,
): Promise<string[]> {
  const { team, channel } = channelData;
  if (of === "channel") {
    return [channel?.id === undefined ? roomId : teamsId(tenantId, channel.id)];
  }
  if (of === "conversation" || team?.id === undefined) return [roomId];
  const known = await storage.conversations.ofTeam(workspaceId, team.id);
  return [...new Set([roomId, ...known.map((one) => one.roomId)])];
}
