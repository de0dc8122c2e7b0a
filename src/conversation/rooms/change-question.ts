import type { RoomMessage } from "../../chat/chat-rooms.ts";
import {
  acceptRoomQuestion,
  enqueueDelivery,
  placeOf,
  type RoomDeps,
} from "./accept-room-question.ts";
import { keepExpertAnswer } from "./answer-actions.ts";
import { handleMessage, isSameText } from "./handle-message.ts";

/** An edit after this long is about something else than the answer. */
const EDITABLE_MS = 30 * 60_000;

/**
 * A question that waits is answered as it is now. One that was answered is answered again below, and
 * the new answer says that it replaces the first: what people have read, voted on or quoted in a
 * thread does not change under their eyes, and an edited message of a bot notifies nobody.
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
  const text = message.text.trim();
  if (text === "") return;
  if (await replies.reword(latest.answerId, text, saidAt)) return;
  if ((record.finishedAt ?? now()) < now() - EDITABLE_MS) return;
  const again = { of: message.messageId, because: "edited" as const };
  const id = `${message.messageId}~edit${asked.length}`;
  await acceptRoomQuestion({ id, text, place: placeOf(message), saidAt, again }, deps);
}

/** It was no question before, or its first version has not come yet. */
async function readAsNew(message: RoomMessage, deps: RoomDeps): Promise<void> {
  if (message.sentAt < deps.now() - EDITABLE_MS) await keepExpertAnswer(message, deps);
  else await handleMessage(message, deps);
}

/** Takes back the answers to a message, shown or not, and forgets the question. */
export async function withdrawQuestion(messageId: string, deps: RoomDeps): Promise<void> {
  const { rooms } = deps.storage;
  // The message itself may come later still.
  await rooms.deletedMessages.add(messageId, deps.now());
  await rooms.experts.removeAnswer(messageId);
  for (const { answerId, threadId } of await rooms.replies.withdraw(messageId, deps.now())) {
    await enqueueDelivery({ answerId, threadId }, deps.queue, `withdraw:${answerId}`);
  }
}
