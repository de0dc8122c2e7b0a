import { ChatError } from "../../chat/chat-error.ts";
import type { RoomMessage } from "../../chat/chat-rooms.ts";
import { platformOf } from "../../chat/platform-of.ts";
import type { ReplyRecord } from "../../storage/storage.ts";
import {
  acceptRoomQuestion,
  enqueueDelivery,
  placeOf,
  type RoomDeps,
} from "./accept-room-question.ts";
import type { IgnoredBecause, MessageMeaning } from "./decide-message.ts";
import { noteKey } from "./deliver-answer.ts";
import { keepExpertAnswer } from "./expert/keep-expert-answer.ts";
import { handleMessage, isSameText, meaningOf, mute, say } from "./handle-message.ts";

/** An edit after this long is about something else than the answer. */
const EDITABLE_MS = 30 * 60_000;

/** Where the bot is to say nothing, it does not speak of what was changed either. */
const QUIET: ReadonlySet<IgnoredBecause> = new Set(["muted", "room-closed"]);
const NO_QUESTION =
  "The message was changed and asks me nothing any more: the answer above is to what it said before. Deleting the message takes the answer back.";
const SEND_ANEW =
  "A command counts when it is sent, not when a message is changed: please send it as a new message.";

/**
 * A question that waits is answered as it is now. One that was answered is answered again below, and
 * the new answer says that it replaces the first: what people have read, voted on or quoted in a
 * thread does not change under their eyes, and an edited message of a bot notifies nobody. One that
 * is none any more gets no other answer: what is shown stays, with a note below it, for deleting is
 * how a question and its answers are taken back; what is not shown yet never will be. A command is
 * not done, for who changes old words may not mean to give one.
 */
export async function changeQuestion(
  message: RoomMessage,
  deps: RoomDeps,
  isCommand = false,
): Promise<void> {
  const { storage, now } = deps;
  const { replies } = storage.rooms;
  if (isCommand && message.sentAt >= now() - EDITABLE_MS) {
    await say(message, SEND_ANEW, "send-anew", deps);
  }
  const asked = (await replies.ofMessage(message.messageId)).filter(
    ({ answerId, again }) => answerId === message.messageId || again?.because === "edited",
  );
  const latest = asked.at(-1);
  if (latest === undefined) return isCommand ? undefined : readAsNew(message, deps);
  const record = await storage.answers.get(latest.answerId);
  const saidAt = message.editedAt ?? now();
  const isStale = latest.withdrawnAt !== undefined || saidAt <= latest.saidAt;
  if (record === undefined || isStale || isSameText(record, message.text)) return;
  const isLate = (record.finishedAt ?? now()) < now() - EDITABLE_MS;
  const meaning = isCommand ? undefined : await meaningOf(message, deps, true);
  if (meaning?.type === "mute") await mute(message, meaning.muted, deps);
  if (meaning?.type !== "question") {
    return leaveUnasked(latest, isLate || keepsQuiet(meaning), deps);
  }
  const text = message.text.trim();
  if (await replies.reword(latest.answerId, text, saidAt)) return;
  if (isLate) return;
  const again = { of: message.messageId, because: "edited" as const };
  const id = `${message.messageId}~edit${asked.length}`;
  const unasked = meaning.as === "auto-answer";
  await acceptRoomQuestion({ id, text, place: placeOf(message), saidAt, again, unasked }, deps);
}

/** Its question is none any more. What is shown to people who never asked for it needs no note. */
async function leaveUnasked(
  { answerId, threadId }: ReplyRecord,
  isQuiet: boolean,
  deps: RoomDeps,
): Promise<void> {
  const { replies } = deps.storage.rooms;
  if (await replies.withdrawUnshown(answerId, deps.now())) {
    return enqueueDelivery({ answerId, threadId }, deps.queue, withdrawKey(answerId));
  }
  const reply = await replies.get(answerId);
  if (isQuiet || reply?.state === undefined || reply.unasked) return;
  await platformOf(reply.roomId, deps.platforms).say(reply, NO_QUESTION, noteKey(answerId));
}

function keepsQuiet(meaning: MessageMeaning | undefined): boolean {
  if (meaning?.type === "mute") return true;
  return meaning?.type === "ignored" && QUIET.has(meaning.because);
}

/** It was no question before, or its first version has not come yet. */
async function readAsNew(message: RoomMessage, deps: RoomDeps): Promise<void> {
  if (message.sentAt < deps.now() - EDITABLE_MS) await keepExpertAnswer(message, deps);
  else await handleMessage(message, deps);
}

/** It was deleted and is back: what was taken back is asked anew. @throws ChatError until that is done */
export async function restoreQuestion(message: RoomMessage, deps: RoomDeps): Promise<void> {
  const { replies, deletedMessages } = deps.storage.rooms;
  const { messageId } = message;
  const asked = await replies.ofMessage(messageId);
  if (asked.some(({ withdrawnAt }) => withdrawnAt !== undefined)) {
    const still = `The answers to ${messageId} are still being taken back.`;
    throw new ChatError("unavailable", still);
  }
  await deletedMessages.remove(messageId);
  await changeQuestion(message, deps);
}

/** Takes back the answers to a message, shown or not, and forgets the question. */
export async function withdrawQuestion(messageId: string, deps: RoomDeps): Promise<void> {
  const { rooms } = deps.storage;
  // The message itself may come later still.
  await rooms.deletedMessages.add(messageId, deps.now());
  await rooms.experts.removeAnswer(messageId);
  await rooms.threads.forgetReactions(messageId);
  for (const { answerId, threadId } of await rooms.replies.withdraw(messageId, deps.now())) {
    await enqueueDelivery({ answerId, threadId }, deps.queue, withdrawKey(answerId));
  }
}

function withdrawKey(answerId: string): string {
  return `withdraw:${answerId}`;
}
