import { createHash } from "node:crypto";
import type { Answer } from "../../answer/answer.ts";
import type { ChatEvent } from "../../chat/chat-rooms.ts";
import { platformOf } from "../../chat/platform-of.ts";
import type { AnswerRecord, ReplyRecord } from "../../storage/storage.ts";
import { tellSharer } from "../sharing/take-share.ts";
import { acceptRoomQuestion, placeOf, type RoomDeps } from "./accept-room-question.ts";

type Event<Type extends ChatEvent["type"]> = Extract<ChatEvent, { type: Type }>;

const NOT_YOURS = "Only the person who asked can share this answer.";

/** The question of an answer again, for one person alone, as often as that person asks for it. */
export async function askPrivately(
  { answerId, by, roomId }: Event<"asked-privately">,
  occurrence: string,
  deps: RoomDeps,
): Promise<void> {
  const asked = await find(answerId, deps);
  // What somebody else was shown alone, or elsewhere, is not there for this person.
  if (asked === undefined || asked.reply.roomId !== roomId) return;
  if (!maySee(asked.reply, by) || asked.reply.roomKind === "direct") return;
  const { record, reply } = asked;
  await acceptRoomQuestion(
    {
      id: `${answerId}~private${short(occurrence)}`,
      text: record.question,
      // A conversation of its own: what is said in it is for nobody else's follow-up.
      threadId: `${reply.threadId}~private:${by}`,
      place: { ...reply, askedBy: by, onlyTo: by },
      saidAt: reply.saidAt,
      again: { of: answerId, because: "private" },
    },
    deps,
  );
}

/** The question of a private answer again, for everybody in the room; never the private answer. */
export async function shareAnswer(event: Event<"shared">, deps: RoomDeps): Promise<void> {
  const { answerId, by, roomId, roomKind, threadId } = event;
  const asked = await find(answerId, deps);
  if (asked === undefined) return;
  const { record, reply } = asked;
  const place = { ...reply, roomId, roomKind, threadId, askedBy: by, onlyTo: undefined };
  const isPrivate = reply.onlyTo !== undefined || reply.roomKind === "direct";
  if (!isPrivate || record.askedBy !== by) {
    const platform = platformOf(roomId, deps.platforms);
    await platform.say({ ...place, onlyTo: by }, NOT_YOURS, `not-yours:${answerId}:${by}`);
    return;
  }
  const id = `${answerId}~shared${short(threadId)}`;
  const kept = await deps.storage.rooms.replies.get(id);
  // Shared before: since then an admin may have allowed more.
  if (kept?.settledAt !== undefined) return tellSharer(kept, deps);
  await acceptRoomQuestion(
    {
      id,
      text: record.question,
      place,
      saidAt: reply.saidAt,
      again: { of: answerId, because: "shared" },
    },
    deps,
  );
}

/** A choice that a question back offered is the next question of its thread. */
export async function takeChoice(
  { answerId, choice, message }: Event<"chosen">,
  deps: RoomDeps,
): Promise<void> {
  const asked = await find(answerId, deps);
  if (asked === undefined || asked.reply.roomId !== message.roomId) return;
  const { record, reply } = asked;
  const chosen = (record.answer as Answer | undefined)?.choices?.[choice];
  if (chosen === undefined || !maySee(reply, message.askedBy)) return;
  await acceptRoomQuestion(
    {
      id: `${answerId}~choice${choice}`,
      // A choice is often no more than a title: alone, nobody could tell what is asked of it.
      text: `${record.question} (${chosen})`,
      threadId: record.threadId,
      place: { ...placeOf(message), threadId: reply.threadId, onlyTo: reply.onlyTo },
      saidAt: message.sentAt,
    },
    deps,
  );
}

/** Whether an answer was shown to this person, as far as that is known here. */
export function maySee(reply: ReplyRecord, person: string): boolean {
  if (reply.roomKind === "direct") return reply.askedBy === person;
  return reply.onlyTo === undefined || reply.onlyTo === person;
}

async function find(
  answerId: string,
  { storage }: RoomDeps,
): Promise<{ record: AnswerRecord; reply: ReplyRecord } | undefined> {
  const reply = await storage.rooms.replies.get(answerId);
  if (reply === undefined || reply.withdrawnAt !== undefined) return undefined;
  const record = await storage.answers.get(answerId);
  return record && { record, reply };
}

function short(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
