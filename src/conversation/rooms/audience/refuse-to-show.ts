import { randomUUID } from "node:crypto";
import { allowedAccessIds } from "../../../access/audience.ts";
import type { Answer } from "../../../answer/answer.ts";
import { emptyAnswer } from "../../../answer/empty-answer.ts";
import { platformOf } from "../../../chat/platform-of.ts";
import type { ReplyRecord } from "../../../storage/storage.ts";
import { mayStillSee } from "../../read-history.ts";
import type { RoomDeps } from "../accept-room-question.ts";
import { roomAudience } from "../room-audience.ts";

/** What was settled right before an answer was written counts for this long. */
const FRESH_MS = 10_000;
const OTHERS_NOW =
  "Before I could show the answer here, it changed who may read its sources or who is here. Please ask again.";

/**
 * What is said in the place of an answer that waited, where not everybody who would see it now may
 * read what it rests on; undefined where it may be shown.
 * @throws ChatError when it cannot be told who would see it
 */
export async function refuseToShow(
  reply: ReplyRecord,
  { storage, platforms, logger, now }: RoomDeps,
): Promise<Answer | undefined> {
  const { answerId, roomId } = reply;
  const { answer, finishedAt } = (await storage.answers.get(answerId)) ?? {};
  if (finishedAt === undefined || now() - finishedAt < FRESH_MS) return undefined;
  // Answers of earlier versions named no nearest documents.
  const { shared, verified, citations, nearest = [] } = answer as Answer;
  // Showing more than everybody may read was somebody's own act, and checked when they did it.
  if (shared !== undefined) return undefined;
  const named = { verified, citations: [...citations, ...nearest] };
  if (named.citations.length === 0 && verified === undefined) return undefined;
  const audience = await roomAudience(platformOf(roomId, platforms), reply);
  const allowed = new Set(allowedAccessIds(audience, await storage.accessLists.list()));
  if (await mayStillSee(named, audience, allowed, storage)) return undefined;
  const refusal = { ...emptyAnswer(answerId, "failed"), text: OTHERS_NOW, traceId: randomUUID() };
  logger.warn(
    { answerId, traceId: refusal.traceId },
    "An answer that waited is not for those who would see it now",
  );
  return refusal;
}
