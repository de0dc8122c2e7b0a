import { ChatError } from "../../chat/chat-error.ts";
import type { RoomMessage } from "../../chat/chat-rooms.ts";
import type { ReplyRecord } from "../../storage/storage.ts";
import {
  acceptRoomQuestion,
  enqueueDelivery,
  placeOf,
  type RoomDeps,
} from "./accept-room-question.ts";
import { keepExpertAnswer } from "./answer-actions.ts";
import type { MessageMeaning } from "./decide-message.ts";
import { handleMessage, isSameText, meaningOf, mute } from "./handle-message.ts";

/** An edit after this long is about something else than the answer. */
const EDITABLE_MS = 30 * 60_000;

/**
 * A question that waits is answered as it is now. One that was answered is answered again below, and
 * the new answer says that it replaces the first: what people have read, voted on or quoted in a
 * thread does not change under their eyes, and an edited message of a bot notifies nobody. One that
 * is none any more gets no other answer: what is shown stays, for deleting is how a question and its
 * answers are taken back, and people may have read it by then; what is not shown yet never will be.
 */
export async function changeQuestion(message: RoomMessage, deps: RoomDeps): Promise<void> {
  const { storage, now } = deps;
  const { replies } = storage.rooms;
  const asked = (await replies.ofMessage(message.messageId)).filter(
    ({ answerId, again }) => answerId === message.messageId || again?.because === "edited",
  );
  const latest = asked.at(-1);
  if (latest === undefined) return readAsNew(message, deps);
  const record = await storage.answers.get(latest.answerId);
  const saidAt = message.editedAt ?? now();
  const isStale = latest.withdrawnAt !== undefined || saidAt <= latest.saidAt;
  if (record === undefined || isStale || isSameText(record, message.text)) return;
  const meaning = await meaningOf(message, deps, true);
  if (meaning.type !== "question") return takeItAsSaid(message, latest, meaning, deps);
  const text = message.text.trim();
  if (await replies.reword(latest.answerId, text, saidAt)) return;
  if ((record.finishedAt ?? now()) < now() - EDITABLE_MS) return;
  const again = { of: message.messageId, because: "edited" as const };
  const id = `${message.messageId}~edit${asked.length}`;
  const unasked = meaning.as === "auto-answer";
  await acceptRoomQuestion({ id, text, place: placeOf(message), saidAt, again, unasked }, deps);
}

async function takeItAsSaid(
  message: RoomMessage,
  { answerId, threadId }: ReplyRecord,
  meaning: MessageMeaning,
  deps: RoomDeps,
): Promise<void> {
  if (meaning.type === "mute") await mute(message, meaning.muted, deps);
  if (await deps.storage.rooms.replies.withdrawUnshown(answerId, deps.now())) {
    await enqueueDelivery({ answerId, threadId }, deps.queue, withdrawKey(answerId));
  }
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
