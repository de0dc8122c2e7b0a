import { runDigests } from "../../administration/digest/run-digests.ts";
import { followWork } from "../../administration/follow-sync.ts";
import { removeSecrets } from "../../administration/words/typed-secrets.ts";
import { ChatError } from "../../chat/chat-error.ts";
import type { ChatEvent, ChatInbox, RoomPlatform } from "../../chat/chat-rooms.ts";
import { createOrder } from "../../chat/in-order.ts";
import type { Job } from "../../queue/queue.ts";
import type { FollowDeps } from "../follow-answer.ts";
import { type JobWork, repeat, runJobs } from "../run-jobs.ts";
import { stopThread } from "../stopping/stop-thread.ts";
import { DELIVER_JOB } from "./accept-room-question.ts";
import { LOOK_JOB, type LookDeps, lookWider } from "./audience/look-wider.ts";
import { type DeliverDeps, deliverAnswer, SWEEP_MS, sweepUndelivered } from "./deliver-answer.ts";
import { apologize, handleEvent, type KeptEvent } from "./handle-event.ts";

export type RoomWorkerDeps = Omit<DeliverDeps, "platforms"> & Pick<LookDeps, "answering">;

type InboxDeps = FollowDeps & Pick<DeliverDeps, "queue" | "now">;

const CHAT_EVENT_JOB = "chat-event";
/** What somebody waits for may go on until `halt`. */
const ENDED_IN_PEACE: readonly string[] = [CHAT_EVENT_JOB, DELIVER_JOB];
/** Both mostly wait: for a platform, or for an answer. */
const EVENT_SLOTS = 50;
const DELIVERY_SLOTS = 200;
/** Longer than a question's, for many are held at once; a crash's answers go on after this long. */
const EVENT_LEASE_MS = 6_000;
const DELIVERY_LEASE_MS = 9_000;
/** No platform tells of a message so long after it was deleted. */
const FORGET_DELETED_MS = 24 * 3_600_000;

/** Keeps what happened on a platform as a job; `runRoomWorkers` handles it. */
export function createChatInbox(deps: InboxDeps): ChatInbox {
  const inOrder = createOrder();
  return {
    async keep(key, group, happened) {
      const event = withoutSecrets(happened);
      const payload: KeptEvent = { key, event };
      // A group of its own kind: a question that is being answered must not hold up its own deletion.
      const job = { kind: CHAT_EVENT_JOB, key, group: `${CHAT_EVENT_JOB}:${group}`, payload };
      // Of several connections to a database, the later one may be the quicker.
      await inOrder(group, () => deps.queue.enqueue(job));
      // At once, too: after a crash the answer might be gone on with before the job is.
      if (event.type === "stopped") await stopThread(event, deps);
    },
  };
}

/** A command is kept as it was typed, but for secrets: those are kept nowhere in clear. */
function withoutSecrets(event: ChatEvent): ChatEvent {
  if (event.type !== "command") return event;
  const { command } = event;
  return { ...event, command: { ...command, text: removeSecrets(command.text) } };
}

/**
 * Handles the events that a ChatInbox kept and shows answers, until `signal` aborts, and what it has
 * begun until `halt` does: a thread in its order, threads beside each other. Questions are answered by
 * `runAnswerWorkers`, which is to be given `createRoomPreparation` with the same platforms.
 */
export async function runRoomWorkers(
  given: RoomWorkerDeps,
  platforms: readonly RoomPlatform[],
  signal: AbortSignal,
  halt: AbortSignal = signal,
): Promise<void> {
  const deps: DeliverDeps & LookDeps = { ...given, platforms };
  const complaint = "Answers that were not shown could not be listed";
  await Promise.all([
    ...roomWorks(given, platforms).map((work) =>
      runJobs(work, deps, signal, ENDED_IN_PEACE.includes(work.kind) ? halt : signal),
    ),
    runDigests({ ...deps, stop: signal }),
    repeat(() => sweepRooms(deps), SWEEP_MS, complaint, deps.logger, signal),
  ]);
}

/** What is done with each kind of job that comes from rooms. */
export function roomWorks(
  given: RoomWorkerDeps,
  platforms: readonly RoomPlatform[],
): readonly JobWork[] {
  const deps: DeliverDeps & LookDeps = { ...given, platforms };
  const { logger } = deps;
  const inbox = createChatInbox(deps);
  const events = {
    kind: CHAT_EVENT_JOB,
    name: "A chat event",
    slots: EVENT_SLOTS,
    leaseMs: EVENT_LEASE_MS,
    describe: (job: Job) => ({ type: (job.payload as KeptEvent).event.type }),
    handle: (job: Job, held: AbortSignal) =>
      handleEvent(job.payload as KeptEvent, { ...deps, inbox }, held),
    died: async (job: Job, traceId: string) => {
      try {
        await apologize(job.payload as KeptEvent, traceId, deps);
      } catch (error) {
        if (!(error instanceof ChatError)) throw error;
        logger.warn({ error, traceId }, "Nobody could be told of an event that failed");
      }
    },
  };
  const deliveries = {
    kind: DELIVER_JOB,
    name: "Showing an answer",
    slots: DELIVERY_SLOTS,
    leaseMs: DELIVERY_LEASE_MS,
    describe: (job: Job) => ({ answerId: answerIdOf(job) }),
    handle: (job: Job, held: AbortSignal) => deliverAnswer(answerIdOf(job), deps, held),
    // It is swept up again for as long as the platform may come back.
    died: async () => undefined,
  };
  const looks = {
    kind: LOOK_JOB,
    name: "Looking whether a question was not for all",
    // It takes a search, and nobody waits for it.
    slots: 1,
    leaseMs: DELIVERY_LEASE_MS,
    describe: (job: Job) => ({ answerId: answerIdOf(job) }),
    handle: (job: Job, held: AbortSignal) => lookWider(answerIdOf(job), deps, held),
    // It counts as a gap, then.
    died: async () => undefined,
  };
  return [events, deliveries, looks, followWork(deps)];
}

/** Looks after answers that were not shown, and forgets what has had its time. */
export async function sweepRooms(deps: DeliverDeps): Promise<void> {
  const { storage, now } = deps;
  await sweepUndelivered(deps);
  await storage.setupLinks.prune(now());
  await storage.rooms.deletedMessages.prune(now() - FORGET_DELETED_MS);
}

function answerIdOf(job: Job): string {
  return (job.payload as { answerId: string }).answerId;
}
