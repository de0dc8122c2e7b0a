import { allowedAccessIds } from "../../access/audience.ts";
import type { Answer, Citation } from "../../answer/answer.ts";
import { ChatError, isPassing } from "../../chat/chat-error.ts";
import { platformOf } from "../../chat/platform-of.ts";
import type { AnswerRecord, ReplyRecord } from "../../storage/storage.ts";
import type { FollowDeps } from "../follow-answer.ts";
import type { RoomDeps } from "../rooms/accept-room-question.ts";
import { describeShare } from "./describe-share.ts";
import { findPrivate, type PrivateAnswer } from "./find-private.ts";
import { refuseAsIs } from "./refuse-as-is.ts";

type TakeDeps = Pick<RoomDeps, "storage" | "platforms" | "logger">;

/** No answer takes so long. */
const LONGEST_MS = 15 * 60_000;

/**
 * Waits for what a share brings for all in its room, and tells the sharer alone where that is less
 * than they were told. False where there is nothing to post.
 */
export async function takeShare(
  share: ReplyRecord,
  deps: TakeDeps & FollowDeps,
  stop: AbortSignal,
): Promise<boolean> {
  const record = await outcomeOf(
    share,
    deps,
    AbortSignal.any([stop, AbortSignal.timeout(LONGEST_MS)]),
  );
  if (record === undefined) return false;
  await tellSharer(share, deps);
  return isWorthPosting(record);
}

/** Nothing is shown before it is known what comes of it; undefined when the question was deleted. */
async function outcomeOf(
  { answerId }: ReplyRecord,
  { storage, signals }: FollowDeps,
  signal: AbortSignal,
): Promise<AnswerRecord | undefined> {
  const since = Date.now();
  for (;;) {
    signal.throwIfAborted();
    // Asked before reading, so that what is stored meanwhile is not missed.
    const changed = signals.next(answerId, signal, Date.now() - since);
    const reply = await storage.rooms.replies.get(answerId);
    const record = await storage.answers.get(answerId);
    if (reply === undefined || reply.withdrawnAt !== undefined) return undefined;
    if (record === undefined || record.outcome !== undefined) return record;
    await changed;
  }
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
      outcome: record.outcome,
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

function isWorthPosting({ outcome }: AnswerRecord): boolean {
  return outcome === "answered" || outcome === "degraded";
}

function bringsAll({ answer }: AnswerRecord, own: PrivateAnswer): boolean {
  const cited = new Set((answer as Answer).citations.map(documentOf));
  return own.answer.citations.every((citation) => cited.has(documentOf(citation)));
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
  const documents = new Map(citations.map((one) => [documentOf(one), one.title || one.documentId]));
  return [...documents.values()];
}

function documentOf({ source, documentId }: Pick<Citation, "source" | "documentId">): string {
  return JSON.stringify([source, documentId]);
}
