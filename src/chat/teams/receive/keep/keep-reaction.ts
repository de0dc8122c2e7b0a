import type { ActivityPlace } from "../../events/place-of.ts";
import type { TeamsActivity } from "../../events/teams-activity.ts";
import { teamsId } from "../../teams-ids.ts";
import { isBot, type ReceiveDeps } from "../receive-deps.ts";
import { acquaint } from "./acquaint.ts";
import { threadAround } from "./thread-of.ts";

/** 🔇, as Teams names it: the sign's number, and then its name. */
const MUTE_REACTION = /^1f507(?:_|$)/i;

/** Keeps that somebody gave or took back the sign that keeps the bot out of a thread. */
export async function keepReaction(
  activity: TeamsActivity,
  place: ActivityPlace,
  deps: ReceiveDeps,
): Promise<void> {
  const { reactionsAdded, reactionsRemoved, replyToId } = activity;
  const isMute = ({ type }: { type: string }) => MUTE_REACTION.test(type);
  const isMuted = reactionsAdded.some(isMute);
  if (isBot(activity) || replyToId === undefined) return;
  if (!isMuted && !reactionsRemoved.some(isMute)) return;
  await acquaint(activity, place, false, deps);
  const { tenantId, conversationId, by, at } = place;
  const messageId = teamsId(tenantId, conversationId, replyToId);
  const threadId = await threadAround(replyToId, place, deps);
  const key = `muted:${messageId}:${by}:${isMuted}:${at}`;
  const event = { type: "muted" as const, threadId, messageId, by, isMuted, at };
  await deps.inbox.keep(key, threadId, event);
}
