import type { RoomMessage } from "../../../chat/chat-rooms.ts";
import { isMemberNow } from "../../../chat/is-member-now.ts";
import { asksSomething } from "../../../text/question/asks-something.ts";
import type { RoomDeps } from "../accept-room-question.ts";

const MAX_CHARACTERS = 4_000;

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
