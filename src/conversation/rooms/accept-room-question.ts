import { setTimeout as sleep } from "node:timers/promises";
import type { Audience } from "../../access/audience.ts";
import {
  ChatError,
  type ReplyPlace,
  type RoomMessage,
  type RoomPlatform,
} from "../../chat/chat-rooms.ts";
import type { Queue } from "../../queue/queue.ts";
import type { SourcesDeps } from "../../sources/sources-deps.ts";
import type { NewReply, ReplyRecord } from "../../storage/storage.ts";
import type { Logger } from "../../telemetry/logger.ts";
import { type AcceptDeps, acceptQuestion, enqueueQuestion } from "../accept-question.ts";

export interface RoomDeps extends AcceptDeps {
  platforms: readonly RoomPlatform[];
  administering: SourcesDeps;
  /** Of Footnote's web pages, without a slash at its end. */
  publicUrl: string;
  logger: Logger;
}

export const DELIVER_JOB = "deliver-answer";

/** How long a platform is waited for: one room that is slow must not hold up the others. */
export interface Patience {
  tries: number;
  /** Of each try. */
  patienceMs: number;
}

const PATIENT: Patience = { tries: 3, patienceMs: 10_000 };
const PAUSE_MS = 250;
/** Platforms count by the minute; a process that takes over does not know what is left. */
const LIMITED_MS = 75_000;
const LIMITED_PAUSE_MS = 2_000;

export interface RoomQuestion {
  /** The answer's id: the message's, or one that is made from it. */
  id: string;
  text: string;
  /** The conversation it belongs to, where that is not the whole thread's. */
  threadId?: string;
  place: ReplyPlace;
  saidAt: number;
  context?: string[];
  again?: NewReply["again"];
}

/**
 * Keeps a question of a room with all that its answer needs, and queues answering and showing it.
 * Doing so twice does no harm: the second time, only what a crash left undone is done.
 */
export async function acceptRoomQuestion(question: RoomQuestion, deps: RoomDeps): Promise<void> {
  const { id, text, saidAt, context = [], again } = question;
  const place = onlyPlace(question.place);
  const { storage, queue } = deps;
  const platform = platformOf(place.roomId, deps.platforms);
  const threadId = question.threadId ?? place.threadId;
  const { askedBy } = place;
  const incoming = {
    ...{ messageId: id, threadId, surface: platform.name, askedBy, text },
    audience: await audienceNow(platform, place, deps.logger),
  };
  const reply = { ...place, answerId: id, context, again, saidAt, createdAt: deps.now() };
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

/** The platform that an id of a room, thread or person comes from. @throws Error when it is not there */
export function platformOf(id: string, platforms: readonly RoomPlatform[]): RoomPlatform {
  const platform = platforms.find(({ name }) => id.startsWith(`${name}:`));
  if (platform !== undefined) return platform;
  throw new Error(`No chat platform is connected that ${id} belongs to.`);
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

/** Everyone who will see a reply. @throws ChatError when that cannot be told: then nobody reads */
export async function roomAudience(
  platform: RoomPlatform,
  place: ReplyPlace,
  { tries, patienceMs }: Patience = PATIENT,
): Promise<Audience> {
  const giveUpAt = performance.now() + LIMITED_MS;
  for (let tried = 1; ; tried += 1) {
    try {
      return await withPatience(() => platform.audienceOf(place), { patienceMs });
    } catch (error) {
      // Nothing can be said there before that, and it passes.
      if (isLimited(error) && performance.now() < giveUpAt) {
        tried -= 1;
        await sleep(LIMITED_PAUSE_MS);
        continue;
      }
      if (tried === tries || !isPassing(error)) throw error;
      await sleep(PAUSE_MS * 2 ** (tried - 1));
    }
  }
}

function isLimited(error: unknown): boolean {
  return error instanceof ChatError && error.code === "rate-limited";
}

/** Whether a later try may succeed. */
export function isPassing(error: unknown): error is ChatError {
  return (
    error instanceof ChatError && (error.code === "rate-limited" || error.code === "unavailable")
  );
}

/** @throws ChatError `unavailable` when the platform does not answer in time */
export async function withPatience<T>(
  ask: () => Promise<T>,
  { patienceMs }: Pick<Patience, "patienceMs"> = PATIENT,
): Promise<T> {
  const done = new AbortController();
  const late = sleep(patienceMs, undefined, { signal: done.signal, ref: false }).then(
    () => {
      throw new ChatError("unavailable", "The chat platform took too long to answer.");
    },
    // Ended because the platform was in time.
    () => new Promise<never>(() => undefined),
  );
  try {
    return await Promise.race([ask(), late]);
  } finally {
    done.abort();
  }
}
