import { createHash } from "node:crypto";
import { asTyped } from "../../administration/admin-command.ts";
import type { Answer } from "../../answer/answer.ts";
import type { ChatEvent, RoomMessage } from "../../chat/chat-rooms.ts";
import { isMemberNow } from "../../chat/is-member-now.ts";
import { platformOf } from "../../chat/platform-of.ts";
import type { AnswerRecord, ReplyRecord } from "../../storage/storage.ts";
import { asksSomething } from "../../text/question/asks-something.ts";
import { tellSharer } from "../sharing/take-share.ts";
import { acceptRoomQuestion, placeOf, type RoomDeps } from "./accept-room-question.ts";

type Event<Type extends ChatEvent["type"]> = Extract<ChatEvent, { type: Type }>;

const MAX_CHARACTERS = 4_000;
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

/** Calls the room's expert, or its workspace's, into the thread; once for each answer. */
export async function askExpert(
  { answerId, by }: Event<"expert-asked">,
  deps: RoomDeps,
): Promise<void> {
  const { rooms } = deps.storage;
  const reply = await rooms.replies.get(answerId);
  if (reply === undefined || (reply.onlyTo !== undefined && reply.onlyTo !== by)) return;
  // It would be left behind by the answer that it stands under.
  if (reply.withdrawnAt !== undefined) return;
  const platform = platformOf(reply.roomId, deps.platforms);
  const room = await rooms.rooms.get(reply.roomId);
  const workspace = await rooms.rooms.get(reply.workspaceId);
  const expert = room?.expert ?? workspace?.expert;
  // In a conversation with the bot alone there is nobody whom an expert could answer.
  const isAlone = reply.roomKind === "direct" || reply.onlyTo !== undefined;
  if (expert === undefined || isAlone) {
    const advice =
      expert === undefined ? describeNoExpert(reply, deps) : `You can ask ${expert} directly.`;
    await platform.say({ ...reply, onlyTo: by }, advice, `expert:${answerId}:${by}`);
    return;
  }
  const { threadId } = reply;
  await rooms.experts.ask({ answerId, threadId, askedBy: by, expert }, deps.now());
  const sentence = `${by} asks for an expert: ${expert}, can you help here?`;
  await platform.say(reply, sentence, expertKey(answerId));
}

/** How the call for an expert is found again, to be taken back with its question. */
export function expertKey(answerId: string): string {
  return `expert:${answerId}`;
}

function describeNoExpert(reply: ReplyRecord, deps: RoomDeps): string {
  const isDirect = reply.roomKind === "direct";
  const place = isDirect ? "anywhere" : "room";
  const command = asTyped("channel expert <who>", reply, deps, place);
  const where = isDirect
    ? "in their own conversation with me"
    : "in this channel, or in their own conversation with me for the whole workspace";
  return `No expert is named for this place yet. An admin names one with ${command}, said ${where}.`;
}

/**
 * What a full member says in a thread after an expert was asked may become a verified answer: words
 * of guests and of other workspaces are never put into the company's mouth.
 */
export async function keepExpertAnswer(message: RoomMessage, deps: RoomDeps): Promise<void> {
  const { rooms, ...storage } = deps.storage;
  const { threadId, messageId, askedBy, sentAt } = message;
  const text = message.text.trim().slice(0, MAX_CHARACTERS);
  if (threadId === messageId || text === "" || asksSomething(text)) return;
  const asked = await rooms.experts.asked(threadId);
  if (asked === undefined || asked.askedBy === askedBy) return;
  const question = await storage.answers.get(asked.answerId);
  if (question === undefined || question.askedBy === askedBy) return;
  if (!(await isMemberNow(askedBy, deps.platforms))) return;
  await rooms.experts.saveAnswer({
    messageId,
    answerId: asked.answerId,
    answeredBy: askedBy,
    text,
    answeredAt: sentAt,
  });
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
