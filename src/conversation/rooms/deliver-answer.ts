import { ChatError, isPassing } from "../../chat/chat-error.ts";
import type { AnswerStreamEvent } from "../../chat/chat-platform.ts";
import { platformOf } from "../../chat/platform-of.ts";
import type { ReplyRecord, Storage } from "../../storage/storage.ts";
import { type FollowDeps, followAnswer } from "../follow-answer.ts";
import { takeShare } from "../sharing/take-share.ts";
import { DELIVER_JOB, enqueueDelivery, type RoomDeps } from "./accept-room-question.ts";
import { enqueueLook } from "./audience/look-wider.ts";
import { refuseToShow } from "./audience/refuse-to-show.ts";
import { replacesKey, sayLeft } from "./changing/notes.ts";
import { memoryOf } from "./changing/reply-memory.ts";
import { takeBack } from "./changing/take-back.ts";
import { forItsRoom } from "./places/for-its-room.ts";
import { speaksUp } from "./places/speak-up.ts";

export type DeliverDeps = RoomDeps & FollowDeps;

/** No answer takes so long; a platform that does must not keep its thread waiting for ever. */
const LONGEST_MS = 15 * 60_000;
/** Of the platform and of this machine. */
const CLOCKS_APART_MS = 2_000;
const REPLACES =
  "The question was changed, so here is the answer to it as it is now. It replaces the one above.";

/**
 * Shows an answer from its first event to its last, or takes it back where its question was deleted.
 * May be cut off and called again at any point: what is settled is left alone, but for the note that
 * its message asks nothing any more.
 */
export async function deliverAnswer(
  answerId: string,
  deps: DeliverDeps,
  stop: AbortSignal,
): Promise<void> {
  const reply = await deps.storage.rooms.replies.get(answerId);
  if (reply === undefined) return;
  if (reply.settledAt !== undefined) return sayLeft(reply, deps);
  const begunAt = deps.now();
  try {
    if (reply.withdrawnAt !== undefined || !(await show(reply, deps, stop))) {
      await takeBack(answerId, deps);
    }
  } catch (error) {
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
    if (await cameBackSince(begunAt, reply, deps)) throw error;
    deps.logger.warn({ error, answerId }, "An answer cannot be shown where it was asked for");
    await deps.storage.rooms.replies.settle(answerId, "undeliverable", deps.now());
  }
}

/** Whether the bot was let into the room again while it was refused there: then it is tried again. */
async function cameBackSince(
  begunAt: number,
  { roomId }: ReplyRecord,
  { storage }: DeliverDeps,
): Promise<boolean> {
  const { openedAt, closedAt } = (await storage.rooms.rooms.get(roomId)) ?? {};
  return closedAt === undefined && (openedAt ?? 0) >= begunAt - CLOCKS_APART_MS;
}

/** False when the question was deleted in the meantime. */
async function show(reply: ReplyRecord, deps: DeliverDeps, stop: AbortSignal): Promise<boolean> {
  const { answerId } = reply;
  const { replies } = deps.storage.rooms;
  const platform = platformOf(reply.roomId, deps.platforms);
  const cut = new AbortController();
  const signal = AbortSignal.any([stop, cut.signal, AbortSignal.timeout(LONGEST_MS)]);
  if (reply.again?.because === "shared" && !(await takeShare(reply, deps, signal))) {
    await replies.settle(answerId, "delivered", deps.now());
    return true;
  }
  if (reply.unasked && !(await speaksUp(reply, deps, signal))) return true;
  const refusal = await refuseToShow(reply, deps);
  if (refusal !== undefined && reply.unasked) {
    await replies.settle(answerId, "unsaid", deps.now());
    return true;
  }
  await replies.startShowing(answerId, deps.now());
  if (reply.again?.because === "edited") {
    await platform.say(reply, REPLACES, replacesKey(answerId));
  }
  async function* answered(): AsyncGenerator<AnswerStreamEvent> {
    if (refusal !== undefined) return yield { type: "finished", answer: refusal };
    for await (const { event } of followAnswer(answerId, deps, signal)) {
      if (event.type !== "finished") yield event;
      else yield { ...event, answer: await forItsRoom(event.answer, reply, deps) };
    }
  }
  let isShown = reply.shownAt !== undefined;
  // Noted before they are shown: an edit either finds the words there, or keeps them back for good.
  async function mayShow({ type }: AnswerStreamEvent): Promise<boolean> {
    if (isShown || type === "status") return !(await isWithdrawn(answerId, deps));
    isShown = await replies.noteShown(answerId, deps.now());
    return isShown;
  }
  let isFinished = false;
  async function* events(): AsyncGenerator<AnswerStreamEvent> {
    for await (const event of answered()) {
      if (!(await mayShow(event))) break;
      isFinished = event.type === "finished";
      yield event;
    }
    // Nothing more is shown of what was deleted.
    if (!isFinished) cut.abort();
  }
  try {
    await platform.showAnswer(reply, answerId, events(), memoryOf(reply, deps), signal);
  } catch (error) {
    if (!cut.signal.aborted) throw error;
  }
  if (await isWithdrawn(answerId, deps)) return false;
  if (!isFinished) throw new Error(`Showing the answer ${answerId} was cut off.`);
  const record = await deps.storage.answers.get(answerId);
  if (record?.outcome === "not-found") await enqueueLook(answerId, deps.queue);
  await replies.settle(answerId, "delivered", deps.now());
  return true;
}

/** Withdrawn, or gone with its workspace. */
async function isWithdrawn(answerId: string, { storage }: { storage: Storage }): Promise<boolean> {
  const reply = await storage.rooms.replies.get(answerId);
  return reply === undefined || reply.withdrawnAt !== undefined;
}

/** How old an answer that was not shown must be before it is looked after. */
export const SWEEP_MS = 10_000;
const MAX_DEAD_LETTERS = 1_000;
/** Times that showing an answer may use up all its attempts: about two hours of a platform's absence. */
const MAX_DEATHS = 8;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 3_600_000;

/** Queues again what was never shown: its process died, or the platform was away for long. */
export async function sweepUndelivered(deps: DeliverDeps): Promise<void> {
  const { queue, storage, now } = deps;
  const waiting = await storage.rooms.replies.listUnsettled(now() - SWEEP_MS);
  if (waiting.length === 0) return;
  const dead = await queue.deadLetters(MAX_DEAD_LETTERS);
  for (const { answerId, threadId } of waiting) {
    const deaths = dead.filter(
      ({ job }) =>
        job.kind === DELIVER_JOB && (job.payload as { answerId: string }).answerId === answerId,
    );
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (deaths.length - 1), LONGEST_PAUSE_MS);
    if (deaths.length >= MAX_DEATHS) {
      await storage.rooms.replies.settle(answerId, "undeliverable", now());
    } else if (deaths.every(({ diedAt }) => diedAt + pauseMs <= now())) {
      await enqueueDelivery({ answerId, threadId }, queue);
    }
  }
}
