import { closeDigestIn } from "../../../administration/digest/run-digests.ts";
import type { Answer } from "../../../answer/answer.ts";
import { ChatError, isPassing } from "../../../chat/chat-error.ts";
import type { ChatEvent } from "../../../chat/chat-rooms.ts";
import { platformOf } from "../../../chat/platform-of.ts";
import type { ReplyRecord } from "../../../storage/storage.ts";
import { enqueueQuestion } from "../../accept-question.ts";
import { enqueueDelivery, type RoomDeps } from "../accept-room-question.ts";

/** Whoever asked before has found out elsewhere. */
const STILL_WANTED_MS = 24 * 3_600_000;

/** The bot was taken out of a room, or it is back there. */
export async function changeRoom(
  event: Extract<ChatEvent, { type: "room-closed" | "room-opened" }>,
  deps: RoomDeps,
): Promise<void> {
  const { rooms, threads } = deps.storage.rooms;
  const { type, roomId, at } = event;
  const { closedAt = 0, openedAt = 0 } = (await rooms.get(roomId)) ?? {};
  // One that comes late says nothing of what was since.
  if (at < Math.max(closedAt, openedAt)) return;
  if (type === "room-closed") {
    await rooms.change(roomId, { closedAt: at });
    await closeDigestIn(roomId, deps);
  } else {
    await rooms.change(roomId, { closedAt: undefined, openedAt: at });
  }
  await threads.forgetRead(roomId);
  if (type === "room-opened") await answerLeftOver(roomId, deps);
}

/**
 * What was accepted and could not be shown is answered now, anew: other people may be in the room by
 * now, who may read less.
 */
async function answerLeftOver(roomId: string, deps: RoomDeps): Promise<void> {
  const { storage, now } = deps;
  const { replies } = storage.rooms;
  const left = await replies.listUndeliverable(roomId, now() - STILL_WANTED_MS);
  for (const [i, reply] of left.entries()) {
    const { answerId } = reply;
    const record = await storage.answers.get(answerId);
    const isStopped = (record?.answer as Answer | undefined)?.stopped !== undefined;
    if (record === undefined || isStopped || !(await stillStands(reply, deps))) continue;
    if (!(await replies.reopen(answerId, now() + i))) continue;
    await enqueueQuestion(answerId, record.threadId, deps.queue);
    await enqueueDelivery(reply, deps.queue);
  }
}

/** Nobody told of it where it was deleted while the bot was away. */
async function stillStands(
  { roomId, messageId, answerId }: ReplyRecord,
  { platforms, logger }: RoomDeps,
): Promise<boolean> {
  try {
    return await platformOf(roomId, platforms).stillStands(messageId);
  } catch (error) {
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
    logger.info({ error, answerId }, "A question is not to be seen any more");
    return false;
  }
}
