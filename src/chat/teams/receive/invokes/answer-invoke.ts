import type { TeamsAnswerPlace } from "../../../../storage/ports/teams-storage.ts";
import { ChatError } from "../../../chat-error.ts";
import type { ActivityPlace } from "../../events/place-of.ts";
import { readFeedback, readPress } from "../../events/read-press.ts";
import type { TeamsActivity } from "../../events/teams-activity.ts";
import { teamsId } from "../../teams-ids.ts";
import type { InvokeReply } from "../invoke-reply.ts";
import { acquaint } from "../keep/acquaint.ts";
import { isBot, type ReceiveDeps } from "../receive-deps.ts";
import { maySee } from "./may-see.ts";
import { takePress } from "./take-press.ts";

/** What Teams expects where an invoke means nothing to the bot. */
export const NOT_IMPLEMENTED: InvokeReply = { status: 501 };

/** Keeps what somebody did with a card or the thumbs below an answer; forms answer for themselves. */
export async function answerInvoke(
  activity: TeamsActivity,
  place: ActivityPlace,
  deps: ReceiveDeps,
): Promise<InvokeReply> {
  if (isBot(activity)) return NOT_IMPLEMENTED;
  if (await isWhereBotIs(activity, place, deps)) await acquaint(activity, place, false, deps);
  if (activity.name === "adaptiveCard/action") {
    const press = readPress(activity);
    if (press !== undefined) return toast(await takePress(press, activity, place, deps));
  }
  if (activity.name === "message/submitAction") {
    const vote = readFeedback(activity);
    if (vote !== undefined) return takeFeedback(vote, activity, place, deps);
  }
  return (await deps.forms(activity)) ?? NOT_IMPLEMENTED;
}

/** A message's menu is there also where the bot is not: that makes it no room of the bot's. */
async function isWhereBotIs(
  { name, serviceUrl, from }: TeamsActivity,
  { tenantId, conversationId, roomId }: ActivityPlace,
  { storage, connector }: ReceiveDeps,
): Promise<boolean> {
  if (name?.startsWith("composeExtension/") !== true) return true;
  if ((await storage.conversations.get(roomId)) !== undefined) return true;
  try {
    const address = { serviceUrl, tenantId, conversationId };
    return (await connector.member(address, from.id)) !== undefined;
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    return false;
  }
}

/** Shown for a moment; the card stays as it is. */
function toast(sentence: string): InvokeReply {
  const type = "application/vnd.microsoft.activity.message";
  return { status: 200, body: { statusCode: 200, type, value: sentence } };
}

/** Teams thanks by itself, so there is nothing to say. */
async function takeFeedback(
  { type: _, ...vote }: NonNullable<ReturnType<typeof readFeedback>>,
  activity: TeamsActivity,
  place: ActivityPlace,
  deps: ReceiveDeps,
): Promise<InvokeReply> {
  const { by, at, roomId } = place;
  const answer = await answerMeant(activity, place, deps);
  if (answer === undefined || !(await maySee(answer, by, deps.people))) {
    deps.logger.info({ roomId }, "A vote is about no answer that is known");
    return { status: 200 };
  }
  const { answerId } = answer;
  const event = { type: "voted" as const, answerId, by, ...vote };
  const key = `feedback:${by}:${answerId}:${activity.id ?? at}`;
  await deps.inbox.keep(key, `answer:${answerId}`, event);
  return { status: 200 };
}

/** By the message that the thumbs stand below; not all that sends feedback says which that is. */
async function answerMeant(
  { replyToId }: TeamsActivity,
  place: ActivityPlace,
  deps: ReceiveDeps,
): Promise<TeamsAnswerPlace | undefined> {
  const { tenantId, conversationId, roomId, by, kind, rootId } = place;
  const { answers } = deps.storage;
  const isPersonal = kind === "personal";
  if (replyToId !== undefined) {
    return answers.shownAs(replyToId, { roomId, person: isPersonal ? by : undefined });
  }
  const threadId = rootId === undefined ? undefined : teamsId(tenantId, conversationId, rootId);
  return answers.lastShown({ roomId, threadId, person: by, isPersonal });
}
