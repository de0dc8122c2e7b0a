import type { TeamsConversation } from "../../../../storage/ports/teams-storage.ts";
import { type ActivityPlace, personId } from "../../events/place-of.ts";
import { timeZoneIn } from "../../events/read-time-zone.ts";
import type { TeamsActivity } from "../../events/teams-activity.ts";
import { isNews, meet } from "../../meet.ts";
import { isBot, type ReceiveDeps } from "../receive-deps.ts";

/** Nothing hangs on having been heard a little later. */
const FRESH_MS = 10 * 60_000;

/** Keeps where a conversation is reached, and who was met there. `isOverheard`: it was not said to the bot. */
export async function acquaint(
  activity: TeamsActivity,
  place: ActivityPlace,
  isOverheard: boolean,
  { storage }: Pick<ReceiveDeps, "storage">,
): Promise<TeamsConversation> {
  const { roomId, workspaceId, kind, by, at } = place;
  const known = await storage.conversations.get(roomId);
  const overheardAt = laterOf(known?.overheardAt, isOverheard ? at : undefined);
  const conversation = { ...conversationOf(activity, place, known), overheardAt };
  if (kind === "personal" && conversation.person === undefined) return conversation;
  if (known === undefined || isNews(conversation, known)) {
    await storage.conversations.save(conversation);
  }
  if (isBot(activity)) return conversation;
  const mri = activity.from.id;
  const timeZone = timeZoneIn(activity);
  await meet({ personId: by, workspaceId, mri, roomId, timeZone, seenAt: at }, { storage });
  return conversation;
}

/** Nothing hangs on some minutes more. */
function laterOf(known: number | undefined, at: number | undefined): number | undefined {
  return known !== undefined && (at ?? 0) <= known + FRESH_MS ? known : at;
}

function conversationOf(
  activity: TeamsActivity,
  { roomId, workspaceId, conversationId, tenantId, kind, by, at }: ActivityPlace,
  known: TeamsConversation | undefined,
): Omit<TeamsConversation, "overheardAt"> {
  const { serviceUrl, recipient, channelData, membersAdded } = activity;
  const { team, channel } = channelData;
  // What happens to a channel may be told in the team's own conversation.
  const isOfChannel = channel?.id === conversationId;
  const other = membersAdded.find(({ id }) => id !== recipient.id);
  const person = isBot(activity) ? other && personId(tenantId, other) : by;
  return {
    ...{ roomId, workspaceId, serviceUrl, kind, seenAt: at },
    teamId: kind === "channel" ? (team?.id ?? known?.teamId) : undefined,
    channelType: (isOfChannel ? channel?.type : undefined) ?? known?.channelType,
    person: kind === "personal" ? (known?.person ?? person) : undefined,
    botId: recipient.id,
  };
}
