import type { RoomKind, RoomPlatform } from "../../chat/chat-rooms.ts";
import { platformOf } from "../../chat/platform-of.ts";
import type { ProposalTarget } from "../../chat/proposal-forms.ts";
import { maySee } from "../../conversation/rooms/answer-actions.ts";
import type { AnswerRecord, ReplyRecord, Storage } from "../../storage/storage.ts";

export interface SubjectDeps {
  storage: Pick<Storage, "answers" | "rooms">;
  platforms: readonly RoomPlatform[];
}

/** The question that a message answers, with where it was asked. */
export interface Subject {
  record: AnswerRecord;
  reply: ReplyRecord;
}

export type Found =
  | { type: "refused"; sentence: string }
  | { type: "found"; roomKind: RoomKind; subject: Subject | undefined };

const NO_MEMBER = "Only full members can propose verified answers.";
const NOT_YOURS = "This answer is not there for you, or not any more.";

/**
 * What a message answers, if this person may propose it now: a full member in the room that it was
 * said in, and of answers, one to whom it was shown. @throws ChatError when that cannot be told
 */
export async function findSubject(
  person: string,
  target: ProposalTarget,
  deps: SubjectDeps,
): Promise<Found> {
  const platform = platformOf(person, deps.platforms);
  if (!(await platform.isMember(person))) return { type: "refused", sentence: NO_MEMBER };
  const roomKind = await platform.roomKindFor(person, target.roomId);
  if (roomKind === undefined) {
    const word = await platform.roomWord(target.roomId);
    const sentence = `That works where both you and I are: invite me into this ${word}, or join it, and try again.`;
    return { type: "refused", sentence };
  }
  if (target.answerId === undefined) {
    return { type: "found", roomKind, subject: await questionBefore(person, target, deps) };
  }
  const subject = await readSubject(target.answerId, person, target, deps);
  if (subject?.record.outcome === undefined) return { type: "refused", sentence: NOT_YOURS };
  return { type: "found", roomKind, subject };
}

/** Of a thread that the bot takes part in: what an expert was asked for, or what was asked last. */
async function questionBefore(
  person: string,
  target: ProposalTarget,
  deps: SubjectDeps,
): Promise<Subject | undefined> {
  const { answers, rooms } = deps.storage;
  const { threadId, messageId, sentAt } = target;
  const forExpert = (await rooms.experts.asked(threadId))?.answerId;
  const asked = (await answers.listThread(threadId)).map(({ id }) => id).toReversed();
  for (const id of forExpert === undefined ? asked : [forExpert, ...asked]) {
    if (id === messageId) continue;
    const subject = await readSubject(id, person, target, deps);
    if (subject !== undefined && subject.reply.saidAt < sentAt) return subject;
  }
  return undefined;
}

async function readSubject(
  answerId: string,
  person: string,
  { roomId }: ProposalTarget,
  { storage }: SubjectDeps,
): Promise<Subject | undefined> {
  const reply = await storage.rooms.replies.get(answerId);
  // What somebody shared as it is stays theirs: others may not open all that it rests on.
  const isOthers = reply?.again?.because === "as-is" && reply.askedBy !== person;
  const isTheirs = reply?.roomId === roomId && maySee(reply, person) && !isOthers;
  if (reply === undefined || !isTheirs || reply.withdrawnAt !== undefined) return undefined;
  const record = await storage.answers.get(answerId);
  return record && { record, reply };
}
