import { allowedAccessIds } from "../../access/audience.ts";
import type { Answer, Citation } from "../../answer/answer.ts";
import { ChatError, isPassing } from "../../chat/chat-error.ts";
import { platformOf } from "../../chat/platform-of.ts";
import type { AnswerRecord, ReplyRecord } from "../../storage/storage.ts";
import { type FollowDeps, followAnswer } from "../follow-answer.ts";
import type { RoomDeps } from "../rooms/accept-room-question.ts";
import { citedDocuments, documentKey } from "./cited-documents.ts";
import { describeShare } from "./describe-share.ts";
import { findPrivate, type PrivateAnswer } from "./find-private.ts";
import { refuseAsIs } from "./refuse-as-is.ts";

type TakeDeps = Pick<RoomDeps, "storage" | "platforms" | "logger">;

/**
 * Waits for what a share brings for all in its room, as nothing is shown before that is known, and
 * tells the sharer alone where it is less than they were told. False where there is nothing to post.
 */
export async function takeShare(
  share: ReplyRecord,
  deps: TakeDeps & FollowDeps,
  signal: AbortSignal,
): Promise<boolean> {
  for await (const { event } of followAnswer(share.answerId, deps, signal)) {
    if (event.type !== "finished") continue;
    await tellSharer(share, deps);
    return isWorthPosting(event.answer);
  }
  signal.throwIfAborted();
  return false;
}

/**
 * Tells the sharer what became of their share, if not all: that nothing was posted, and where an
 * admin allows it, how to share their own answer as it is. Each is told once.
 */
export async function tellSharer(share: ReplyRecord, deps: TakeDeps): Promise<void> {
  const { answerId, askedBy: by, workspaceId, roomId } = share;
  const { storage, platforms, logger } = deps;
  const record = await storage.answers.get(answerId);
  const own = await findPrivate(share, by, deps);
  if (record?.outcome === undefined || own === undefined) return;
  const isPosted = isWorthPosting(record);
  if (isPosted && bringsAll(record, own)) return;
  const platform = platformOf(roomId, platforms);
  try {
    const refusal = await refuseAsIs(share, own, deps);
    if (isPosted && refusal !== undefined) return;
    const isOffered = refusal === undefined;
    const reply = describeShare({
      ...{ shareId: answerId, question: record.question, isPosted },
      ...{ outcome: record.outcome, roomWord: await platform.roomWord(roomId) },
      titles: isOffered ? titlesOf(own.answer.citations) : undefined,
      beyond: isOffered ? titlesOf(await beyond(own, record, deps)) : [],
      note: refusal?.because === "outsiders" ? refusal.sentence : undefined,
    });
    const key = `share:${isOffered ? "offered" : "told"}:${answerId}`;
    await platform.tell({ person: by, workspaceId }, reply, key);
  } catch (error) {
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
    logger.warn({ error, answerId }, "Somebody could not be told what became of their share");
  }
}

function isWorthPosting({ outcome }: Pick<AnswerRecord, "outcome">): boolean {
  return outcome === "answered" || outcome === "degraded";
}

function bringsAll({ answer }: AnswerRecord, own: PrivateAnswer): boolean {
  const cited = new Set((answer as Answer).citations.map(documentKey));
  return own.answer.citations.every((citation) => cited.has(documentKey(citation)));
}

/** What of a private answer's sources not everybody may open for whom the share was answered. */
async function beyond(
  { answer }: PrivateAnswer,
  { audience }: AnswerRecord,
  { storage }: TakeDeps,
): Promise<Citation[]> {
  const allowed = new Set(allowedAccessIds(audience, await storage.accessLists.list()));
  const found: Citation[] = [];
  for (const citation of answer.citations) {
    const document = await storage.documents.get(citation.source, citation.documentId);
    if (document === undefined || !allowed.has(document.accessId)) found.push(citation);
  }
  return found;
}

function titlesOf(citations: readonly Citation[]): string[] {
  return citedDocuments(citations).map(({ title, documentId }) => title || documentId);
}
