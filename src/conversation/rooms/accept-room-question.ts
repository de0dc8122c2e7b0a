import type { Audience } from "../../access/audience.ts";
import { ChatError } from "../../chat/chat-error.ts";
import type { ReplyPlace, RoomMessage, RoomPlatform } from "../../chat/chat-rooms.ts";
import { platformOf } from "../../chat/platform-of.ts";
import type { Queue } from "../../queue/queue.ts";
import type { SourcesDeps } from "../../sources/sources-deps.ts";
import type { ErasureNotes } from "../../storage/ports/erasure-notes.ts";
import type { NewReply, ReplyRecord } from "../../storage/storage.ts";
import type { Logger } from "../../telemetry/logger.ts";
import { type AcceptDeps, acceptQuestion, enqueueQuestion } from "../accept-question.ts";
import { roomAudience } from "./room-audience.ts";

export interface RoomDeps extends AcceptDeps {
  platforms: readonly RoomPlatform[];
  administering: SourcesDeps;
  erasures: ErasureNotes;
  /** Of Footnote's web pages, without a slash at its end. */
  publicUrl: string;
  logger: Logger;
}

export const DELIVER_JOB = "deliver-answer";

export interface RoomQuestion {
  /** The answer's id: the message's, or one that is made from it. */
  id: string;
  text: string;
  /** The conversation it belongs to, where that is not the whole thread's. */
  threadId?: string;
  place: ReplyPlace;
  saidAt: number;
  context?: string[];
  /** Who said each line of it, where that is known. */
  contextBy?: readonly (string | undefined)[];
  again?: NewReply["again"];
  /** Nobody put it to the bot. */
  unasked?: boolean;
}

/**
 * Keeps a question of a room with all that its answer needs, and queues answering and showing it.
 * Doing so twice does no harm: the second time, only what a crash left undone is done.
 */
export async function acceptRoomQuestion(question: RoomQuestion, deps: RoomDeps): Promise<void> {
  const { id, text, saidAt, context = [], contextBy, again, unasked = false } = question;
  const place = onlyPlace(question.place);
  const { storage, queue } = deps;
  const platform = platformOf(place.roomId, deps.platforms);
  const threadId = question.threadId ?? place.threadId;
  const { askedBy } = place;
  const incoming = {
    ...{ messageId: id, threadId, surface: platform.name, askedBy, text },
    workspaceId: place.workspaceId,
    audience: await audienceNow(platform, place, deps.logger),
  };
  const about = { context, again, unasked, saidAt, ...(contextBy && { contextBy }) };
  const reply = { ...place, answerId: id, ...about, createdAt: deps.now() };
  const accepted = await acceptQuestion(incoming, deps, (record) =>
    storage.rooms.replies.accept(record, reply),
  );
  if (!accepted) {
    const kept = await storage.rooms.replies.get(id);
    if (kept === undefined || kept.settledAt !== undefined) return;
    const record = await storage.answers.get(id);
    if (record?.outcome === undefined) await enqueueQuestion(id, threadId, queue);
  }
  await enqueueDelivery({ answerId: id, threadId: place.threadId }, queue);
}

/** Who sees the answer is asked again before it is written: until then, nobody does where it fails. */
async function audienceNow(
  platform: RoomPlatform,
  place: ReplyPlace,
  logger: Logger,
): Promise<Audience> {
  try {
    return await roomAudience(platform, place);
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    logger.warn({ error, roomId: place.roomId }, "The audience of a question could not be told");
    return [];
  }
}

/** Queues showing an answer; harmless when it is queued already. One thread's come in their order. */
export async function enqueueDelivery(
  { answerId, threadId }: Pick<ReplyRecord, "answerId" | "threadId">,
  queue: Queue,
  key = answerId,
): Promise<void> {
  await queue.enqueue({
    kind: DELIVER_JOB,
    key,
    group: `${DELIVER_JOB}:${threadId}`,
    payload: { answerId },
  });
}

/** Without what else is kept beside it: a reply is given where only its place is meant. */
function onlyPlace(place: ReplyPlace): ReplyPlace {
  const { workspaceId, roomId, roomKind, threadId, messageId, askedBy, onlyTo } = place;
  return { workspaceId, roomId, roomKind, threadId, messageId, askedBy, onlyTo };
}

/** Where the reply to a message belongs. */
export function placeOf(message: RoomMessage): ReplyPlace {
  return onlyPlace({ ...message, onlyTo: undefined });
}
