import { createOrder } from "../../in-order.ts";
import { type ActivityPlace, placeOf } from "../events/place-of.ts";
import { type TeamsActivity, teamsActivity } from "../events/teams-activity.ts";
import type { InvokeReply } from "./invoke-reply.ts";
import { answerInvoke, NOT_IMPLEMENTED } from "./invokes/answer-invoke.ts";
import { keepLife } from "./keep/keep-life.ts";
import { keepDeletion, keepEdit, keepMessage } from "./keep/keep-message.ts";
import { keepReaction } from "./keep/keep-reaction.ts";
import type { ReceiveDeps } from "./receive-deps.ts";

/**
 * Takes activities that are verified to come from Teams. Resolves once what one means is kept, at
 * once for what means nothing; rejects where it has to come again. Only an invoke is answered.
 */
export function createReceive(
  deps: ReceiveDeps,
): (activity: unknown) => Promise<InvokeReply | undefined> {
  const { options, now, logger } = deps;
  const { isPlayground, tenantIds } = options;
  const inOrder = createOrder();
  return async (body) => {
    const activity = teamsActivity.safeParse(body).data;
    if (activity === undefined) {
      logger.info("An activity of Teams' lacks what all have, and is left alone");
      return isInvoke(body) ? { status: 400 } : undefined;
    }
    const place = placeOf(activity, { isPlayground, now: now() });
    const isOurs = isPlayground || tenantIds.includes(place?.tenantId ?? "");
    const isOfTeams = isPlayground || activity.channelId === "msteams";
    if (place === undefined || !isOurs || !isOfTeams) {
      return isInvoke(activity) ? NOT_IMPLEMENTED : undefined;
    }
    if (isInvoke(activity)) return answerInvoke(activity, place, deps);
    // Threads, kinds and names are asked for: later ones must not overtake.
    await inOrder(activity.conversation.id, () => keepWhatHappened(activity, place, deps));
    return undefined;
  };
}

function isInvoke(activity: unknown): boolean {
  return (activity as { type?: unknown } | null | undefined)?.type === "invoke";
}

async function keepWhatHappened(
  activity: TeamsActivity,
  place: ActivityPlace,
  deps: ReceiveDeps,
): Promise<void> {
  switch (activity.type) {
    case "message":
      return keepMessage(activity, place, deps);
    case "messageUpdate":
      return keepEdit(activity, place, deps);
    case "messageDelete":
      return keepDeletion(activity, place, deps);
    case "messageReaction":
      return keepReaction(activity, place, deps);
    case "conversationUpdate":
    case "installationUpdate":
      return keepLife(activity, place, deps);
    default:
      // Typing signs, receipts and whatever comes one day mean nothing.
      return undefined;
  }
}
