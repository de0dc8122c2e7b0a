import type { TeamsConversation } from "../../../../storage/ports/teams-storage.ts";
import { type ActivityPlace, personId } from "../../events/place-of.ts";
import type { TeamsActivity } from "../../events/teams-activity.ts";
import { isBot, type ReceiveDeps } from "../receive-deps.ts";

/** Nothing hangs on having been seen a little later. */
const FRESH_MS = 10 * 60_000;

/**
 * Keeps where a conversation is reached, and who was met there. `hearsAll` is true where Teams told
 * of what was not said to the bot.
 */
export async function acquaint(
  activity: TeamsActivity,
  place: ActivityPlace,
  hearsAll: true | undefined,
  { storage }: Pick<ReceiveDeps, "storage">,
): Promise<TeamsConversation> {
  const { roomId, workspaceId, kind, by, at } = place;
  const known = await storage.conversations.get(roomId);
  const seen = conversationOf(activity, place, known);
  const conversation = { ...seen, hearsAll: hearsAll ?? known?.hearsAll };
  const isPerson = !isBot(activity);
  if (isPersonal(kind) && conversation.person === undefined) return conversation;
  if (known === undefined || isNews(conversation, known)) {
    await storage.conversations.save(conversation);
  }
  if (!isPerson) return conversation;
  const person = { personId: by, workspaceId, mri: activity.from.id, roomId, seenAt: at };
  const met = await storage.people.get(by);
  if (met === undefined || met.roomId !== roomId || isNews(person, met)) {
    await storage.people.save(person);
  }
  return conversation;
}

function conversationOf(
  activity: TeamsActivity,
  { roomId, workspaceId, conversationId, tenantId, kind, by, at }: ActivityPlace,
  known: TeamsConversation | undefined,
): TeamsConversation {
  const { serviceUrl, recipient, channelData, membersAdded } = activity;
  const { team, channel } = channelData;
  // What happens to a channel may be told in the team's own conversation.
  const isOfChannel = channel?.id === conversationId;
  const other = membersAdded.find(({ id }) => id !== recipient.id);
  const person = isBot(activity) ? other && personId(tenantId, other) : by;
  return {
    ...{ roomId, workspaceId, serviceUrl, kind, hearsAll: undefined, seenAt: at },
    teamId: kind === "channel" ? (team?.id ?? known?.teamId) : undefined,
    channelType: (isOfChannel ? channel?.type : undefined) ?? known?.channelType,
    person: isPersonal(kind) ? (known?.person ?? person) : undefined,
    botId: recipient.id,
  };
}

function isPersonal(kind: ActivityPlace["kind"]): boolean {
  return kind === "personal";
}

function isNews<Seen extends { seenAt: number }>(seen: Seen, known: Seen): boolean {
  if (seen.seenAt > known.seenAt + FRESH_MS) return true;
  const same = { ...seen, seenAt: known.seenAt };
  return Object.entries(same).some(([key, value]) => known[key as keyof Seen] !== value);
}
