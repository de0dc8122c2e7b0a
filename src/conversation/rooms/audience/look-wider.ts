import { type Audience, allowedAccessIds, EVERYONE } from "../../../access/audience.ts";
import type { Answer, Question } from "../../../answer/answer.ts";
import { type AnswerDeps, answerQuestion } from "../../../answer/answer-question.ts";
import { ChatError, isPassing } from "../../../chat/chat-error.ts";
import { platformOf } from "../../../chat/platform-of.ts";
import type { Queue } from "../../../queue/queue.ts";
import type { AnswerRecord, ReplyRecord } from "../../../storage/storage.ts";
import { readHistory } from "../../read-history.ts";
import type { RoomDeps } from "../accept-room-question.ts";
import { basisOf } from "../prepare-question.ts";
import { roomAudience } from "../room-audience.ts";

export interface LookDeps extends Pick<RoomDeps, "storage" | "platforms"> {
  answering: AnswerDeps;
}

export const LOOK_JOB = "look-wider";

/** Queues a look after an answer was shown: nobody waits for it. */
export async function enqueueLook(answerId: string, queue: Queue): Promise<void> {
  await queue.enqueue({ kind: LOOK_JOB, key: answerId, payload: { answerId } });
}

/**
 * Whether a question found nothing only because of who else would have seen the answer: documents
 * that its asker, or each full member, may read do answer it. Nothing of them is kept or shown, just
 * that the documents are not to blame. Quotes say enough for that; no language model is asked.
 */
export async function lookWider(
  answerId: string,
  deps: LookDeps,
  signal: AbortSignal,
): Promise<void> {
  const { storage, answering } = deps;
  const reply = await storage.rooms.replies.get(answerId);
  const record = await storage.answers.get(answerId);
  if (reply === undefined || record?.outcome !== "not-found") return;
  const lists = await answering.accessLists();
  const allowed = new Set(allowedAccessIds(record.audience, lists));
  for (const audience of await widerAudiences(reply, deps)) {
    if (allowedAccessIds(audience, lists).every((id) => allowed.has(id))) continue;
    const question = await questionFor(audience, record, reply, deps);
    const quoting = {
      ...answering,
      ...{ writer: answering.fallback, assistant: undefined, checkSentence: undefined },
    };
    const { answer } = await answerQuestion(answerId, question, quoting, () => undefined, signal);
    if (answer.outcome !== "not-found") return storage.rooms.replies.markNotForAll(answerId);
  }
}

/** Its asker alone, and full members where the asker is none. @throws ChatError when a later try may tell */
async function widerAudiences(reply: ReplyRecord, { platforms }: LookDeps): Promise<Audience[]> {
  const alone = { ...reply, onlyTo: reply.askedBy };
  try {
    const own = await roomAudience(platformOf(reply.roomId, platforms), alone);
    return own.flat().includes("everyone") ? [own] : [own, EVERYONE];
  } catch (error) {
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
    return [EVERYONE];
  }
}

/** The same search for others; what was rewritten from the thread stands on its own. */
async function questionFor(
  audience: Audience,
  record: AnswerRecord,
  reply: ReplyRecord,
  { storage, answering }: LookDeps,
): Promise<Question> {
  const { searchedFor } = record.answer as Answer;
  const { sources } = (await storage.rooms.rooms.get(reply.roomId)) ?? {};
  const isWhole = searchedFor !== "" && !searchedFor.includes("\n");
  if (isWhole) return { text: searchedFor, history: [], audience, sources };
  // Its turns are those that the room was answered with, not those that others might see.
  const history = await readHistory(
    await basisOf(record, reply, { storage }),
    storage,
    answering.accessLists,
  );
  return { text: record.question, history, audience, sources };
}
