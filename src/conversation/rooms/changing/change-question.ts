import type { RoomMessage } from "../../../chat/chat-rooms.ts";
import { platformOf } from "../../../chat/platform-of.ts";
import type { ReplyRecord } from "../../../storage/storage.ts";
import {
  acceptRoomQuestion,
  enqueueDelivery,
  placeOf,
  type RoomDeps,
} from "../accept-room-question.ts";
import type { IgnoredBecause, MessageMeaning } from "../decide-message.ts";
import { keepExpertAnswer } from "../expert/keep-expert-answer.ts";
import { handleMessage, isSameText, meaningOf, mute, say } from "../handle-message.ts";
import { askingId, askingsIn } from "./asking.ts";
import { leftKeys, SEND_ANEW } from "./notes.ts";

/** An edit after this long is about something else than the answer. */
const EDITABLE_MS = 30 * 60_000;

/** Where the bot is to say nothing, it does not speak of what was changed either. */
const QUIET: ReadonlySet<IgnoredBecause> = new Set(["muted", "room-closed"]);

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
  const asked = askingsIn(await replies.ofMessage(message.messageId));
  const saidAt = message.editedAt ?? now();
  if (asked.some((one) => saidAt <= one.saidAt)) return;
  const standing = asked.filter(({ withdrawnAt }) => withdrawnAt === undefined);
  const latest = standing.at(-1);
  if (latest === undefined) {
    return isCommand ? sendAnew(message, deps) : readAsNew(message, deps);
  }
  const record = await storage.answers.get(latest.answerId);
  if (record === undefined) return;
  if (isSameText(record, message.text)) return takeUp(latest, deps);
  const isLate = (record.finishedAt ?? now()) < now() - EDITABLE_MS;
  const meaning = isCommand ? undefined : await meaningOf(message, deps, true);
  if (meaning?.type === "mute") await mute(message, meaning.muted, deps);
  if (meaning?.type !== "question") {
    const shown = await keepBack(standing, saidAt, deps);
    const isNoted = shown !== undefined && !shown.unasked && !isLate && !keepsQuiet(meaning);
    if (isNoted) await leave(shown, isCommand ? "command" : "no-question", deps);
    else if (isCommand) await sendAnew(message, deps);
    return;
  }
  const text = message.text.trim();
  if (await replies.reword(latest.answerId, text, saidAt)) return;
  if (isLate) return;
  await takeUp(latest, deps);
  const again = { of: latest.answerId, because: "edited" as const };
  const id = askingId({ ...message, editedAt: saidAt });
  const unasked = meaning.as === "auto-answer";
  await acceptRoomQuestion({ id, text, place: placeOf(message), saidAt, again, unasked }, deps);
}

async function sendAnew(message: RoomMessage, deps: RoomDeps): Promise<void> {
  if (message.sentAt < deps.now() - EDITABLE_MS) return;
  await say(message, SEND_ANEW, "send-anew", deps);
}

/** Withdraws those of which no words are shown yet, and gives the last of the others that has some. */
async function keepBack(
  standing: readonly ReplyRecord[],
  saidAt: number,
  deps: RoomDeps,
): Promise<ReplyRecord | undefined> {
  const { replies } = deps.storage.rooms;
  let shown: ReplyRecord | undefined;
  for (const { answerId, threadId } of standing) {
    if (await replies.withdrawUnshown(answerId, deps.now(), saidAt)) {
      await enqueueDelivery({ answerId, threadId }, deps.queue, withdrawKey(answerId));
    } else {
      const reply = await replies.get(answerId);
      if (reply?.shownAt !== undefined) shown = reply;
    }
  }
  return shown;
}

/** Has it noted below an answer, once all of that is there, that its message asks nothing any more. */
async function leave(
  { answerId, threadId }: ReplyRecord,
  as: NonNullable<ReplyRecord["leftAs"]>,
  deps: RoomDeps,
): Promise<void> {
  await deps.storage.rooms.replies.leave(answerId, as);
  await enqueueDelivery({ answerId, threadId }, deps.queue, `left:${answerId}`);
}

/** Takes the note away again: its message is a question once more. */
async function takeUp(reply: ReplyRecord, { storage, platforms }: RoomDeps): Promise<void> {
  const { answerId, roomId, leftAs } = reply;
  if (leftAs === undefined) return;
  await platformOf(roomId, platforms).unsay(reply, leftKeys(answerId));
  await storage.rooms.replies.leave(answerId, undefined);
}

function keepsQuiet(meaning: MessageMeaning | undefined): boolean {
  if (meaning?.type === "mute") return true;
  return meaning?.type === "ignored" && QUIET.has(meaning.because);
}

/** It was no question before, what it asked is taken back, or its first version has not come yet. */
async function readAsNew(message: RoomMessage, deps: RoomDeps): Promise<void> {
  if (message.sentAt < deps.now() - EDITABLE_MS) await keepExpertAnswer(message, deps);
  else await handleMessage(message, deps);
}

/** It was deleted and is back: it is asked anew, whatever is still to be taken back. */
export async function restoreQuestion(message: RoomMessage, deps: RoomDeps): Promise<void> {
  await deps.storage.rooms.deletedMessages.remove(message.messageId);
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
