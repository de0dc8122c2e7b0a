import type { TeamsAnswerPlace } from "../../../../storage/ports/teams-storage.ts";
import { ChatError } from "../../../chat-error.ts";
import type { ChatEvent } from "../../../chat-rooms.ts";
import { withPatience } from "../../../with-patience.ts";
import { personalRoomOf } from "../../address-of.ts";
import type { ActivityPlace } from "../../events/place-of.ts";
import type { Press } from "../../events/read-press.ts";
import type { TeamsActivity } from "../../events/teams-activity.ts";
import { isOutOfReach, noCommandsHere, openFirst } from "../../wire/out-of-reach.ts";
import { keepGiven } from "../keep/keep-command.ts";
import { kindOf } from "../keep/keep-message.ts";
import type { ReceiveDeps } from "../receive-deps.ts";
import { maySee } from "./may-see.ts";

const NOT_YOURS = "This is not for you to press here.";
const IN_OWN_CHAT = "The answer comes in your own chat with me.";
/** Whoever presses is shown a fault after a few seconds. */
const PATIENCE_MS = 3_000;
const LATER = "Teams does not answer right now. Please try again.";

/** Keeps what a button asks for, where that person may; the sentence that they are shown. */
export async function takePress(
  press: Press,
  activity: TeamsActivity,
  place: ActivityPlace,
  deps: ReceiveDeps,
): Promise<string> {
  const once = activity.id ?? `${place.at}`;
  try {
    if (press.type === "command") return await takeCommand(press.command, once, place, deps);
    const answer = await deps.storage.answers.get(press.answerId);
    if (answer === undefined || !(await maySee(answer, place.by, deps.people))) return NOT_YOURS;
    if (press.type === "ask-privately" && !(await isInReach(place.by, deps))) {
      return await openFirst(place.by, deps);
    }
    const event = await eventOf(press, answer, place, deps);
    if (event === undefined) return NOT_YOURS;
    const key = `pressed:${place.by}:${press.type}:${press.answerId}:${once}`;
    await deps.inbox.keep(key, `answer:${press.answerId}`, event);
    return sentenceFor(press);
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    deps.logger.info({ error, roomId: place.roomId }, "What was pressed could not be looked into");
    return LATER;
  }
}

async function takeCommand(
  command: string,
  once: string,
  place: ActivityPlace,
  deps: ReceiveDeps,
): Promise<string> {
  const isPersonal = place.kind === "personal";
  if (!isPersonal && !(await isInReach(place.by, deps))) return noCommandsHere(place.by, deps);
  // The sentence under the card says where the answer comes: the thread need not be told as well.
  await keepGiven(command, once, undefined, place, deps);
  return isPersonal ? "I am on it." : IN_OWN_CHAT;
}

/** Whether somebody has a chat with the bot, or gets one now. @throws ChatError when Teams does not say */
async function isInReach(person: string, deps: ReceiveDeps): Promise<boolean> {
  try {
    await withPatience(() => personalRoomOf(person, deps), PATIENCE_MS);
    return true;
  } catch (error) {
    if (!isOutOfReach(error)) throw error;
    return false;
  }
}

async function eventOf(
  press: Exclude<Press, { type: "command" }>,
  answer: TeamsAnswerPlace,
  { by, workspaceId, at }: ActivityPlace,
  deps: ReceiveDeps,
): Promise<ChatEvent | undefined> {
  const { answerId, roomId, roomKind, threadId } = answer;
  switch (press.type) {
    case "vote": {
      const { vote, citation, reason, correction } = press;
      return { type: "voted", answerId, by, citation, vote, reason, correction };
    }
    case "ask-privately":
      return { type: "asked-privately", answerId, by, roomId };
    case "ask-expert":
      return { type: "expert-asked", answerId, by };
    case "share":
      return shared(answer, by, deps);
    case "choose": {
      // The choice stands for the question that it settles: with that, it can be taken back.
      const [messageId = ""] = answerId.split("~");
      const message = {
        ...{ messageId, threadId, roomId, roomKind, workspaceId, askedBy: by, text: "" },
        ...{ mentionsBot: true, isToOthers: false, sentAt: at, editedAt: undefined },
      };
      return { type: "chosen", answerId, choice: press.choice, message };
    }
  }
}

/** To the thread in which it was asked for; undefined where they are not there any more. */
async function shared(
  { answerId, roomId, threadId }: TeamsAnswerPlace,
  by: string,
  deps: ReceiveDeps,
): Promise<ChatEvent | undefined> {
  const conversation = await deps.storage.conversations.get(roomId);
  if (conversation === undefined || conversation.kind === "personal") return undefined;
  if (!(await deps.people.isIn(by, roomId))) return undefined;
  const roomKind = await kindOf(conversation, deps);
  return { type: "shared", answerId, by, roomId, roomKind, threadId };
}

function sentenceFor(press: Exclude<Press, { type: "command" }>): string {
  switch (press.type) {
    case "vote":
      return press.vote === "withdrawn" ? "Taken back." : "Thank you, that is noted.";
    case "ask-privately":
      return IN_OWN_CHAT;
    case "ask-expert":
      return "I look for somebody who knows.";
    case "share":
      return "I answer it there, for everybody.";
    case "choose":
      return "I look that up.";
  }
}
