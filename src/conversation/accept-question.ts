import type { Audience } from "../access/audience.ts";
import type { Answer } from "../answer/answer.ts";
import { emptyAnswer } from "../answer/empty-answer.ts";
import type { Queue } from "../queue/queue.ts";
import type { AnswerRecord, Storage } from "../storage/storage.ts";
import { spendLimit } from "./limits/spend-limit.ts";

export interface IncomingQuestion {
  /** The platform's id of the message; becomes the answer's id, so a second delivery is known. */
  messageId: string;
  threadId: string;
  surface: string;
  askedBy: string;
  /** Whose limit over time it counts for, with everybody else there; the surface is, where absent. */
  workspaceId?: string;
  text: string;
  audience: Audience;
}

export interface AcceptLimits {
  maxPendingPerAsker: number;
  maxPending: number;
  questionsPerUserPerHour: number;
  questionsPerWorkspacePerHour: number;
  actionsPerUserPerHour: number;
}

export interface AcceptDeps {
  storage: Storage;
  queue: Queue;
  limits: AcceptLimits;
  now: () => number;
}

/** How soon a busy asker may try again: a few answers' time. */
const RETRY_AFTER_MS = 5_000;
/** Whoever asks more at once waits with the rest until others had their turn, for so long at most. */
const AT_ONCE = 5;
const HEAD_START_MS = 60_000;

export const ANSWER_JOB = "answer-question";

/**
 * Keeps a question for good and queues it; resolves once both are stored, so it may be acknowledged.
 * A question over the limits gets its outcome, `busy`, at once. False when it was delivered before.
 * `keep` is for those who keep something beside it in the same act.
 */
export async function acceptQuestion(
  question: IncomingQuestion,
  deps: AcceptDeps,
  keep: (record: AnswerRecord) => Promise<boolean> = deps.storage.answers.create,
): Promise<boolean> {
  // Counted before it is kept, so that a burst fills what is left instead of being refused whole.
  const { askedBy, messageId, threadId } = question;
  const waiting = await deps.storage.answers.countUnfinished(askedBy);
  const full = await whyBusy(waiting, deps);
  const created = await keep(newRecord(question, deps.now()));
  if (!created) return false;
  // After it was kept, so that what is delivered again does not count again.
  const busy = (await whyTooMany(question, deps)) ?? full;
  if (busy === undefined) {
    const headStartMs = waiting < AT_ONCE ? HEAD_START_MS : 0;
    await enqueueQuestion(messageId, threadId, deps.queue, headStartMs);
  } else await finishBusy(question, busy, deps);
  return true;
}

/** Queues an accepted question; harmless when it is queued already. */
export async function enqueueQuestion(
  id: string,
  threadId: string,
  queue: Queue,
  headStartMs = HEAD_START_MS,
): Promise<void> {
  const job = { kind: ANSWER_JOB, key: id, group: threadId, payload: { answerId: id } };
  await queue.enqueue({ ...job, headStartMs });
}

interface Busy {
  text: string;
  retryAfterMs: number;
}

/** What is said of it; undefined where the question may wait with the others. */
async function whyBusy(
  waiting: number,
  { storage, limits }: Pick<AcceptDeps, "storage" | "limits">,
): Promise<Busy | undefined> {
  const busy = (text: string) => ({ text, retryAfterMs: RETRY_AFTER_MS });
  if (waiting >= limits.maxPendingPerAsker) {
    const own = waiting === 1 ? "1 question" : `${waiting} questions`;
    return busy(`You have ${own} waiting; I answer them first.`);
  }
  const all = await storage.answers.countUnfinished();
  if (all < limits.maxPending) return undefined;
  return busy("Too many questions are waiting at the moment.");
}

/** The same where somebody, or all of a workspace, asked too much in this hour. */
async function whyTooMany(
  { askedBy, surface, workspaceId = surface }: IncomingQuestion,
  { storage, limits, now }: AcceptDeps,
): Promise<Busy | undefined> {
  const clock = { limits: storage.limits, now: now() };
  const { questionsPerUserPerHour: own, questionsPerWorkspacePerHour: all } = limits;
  const ownWaitMs = await spendLimit(`questions ${askedBy}`, own, clock);
  if (ownWaitMs !== undefined) {
    const text = `You have asked ${own} questions within this hour, which is as many as I take.`;
    return { text, retryAfterMs: ownWaitMs };
  }
  const retryAfterMs = await spendLimit(`questions in ${workspaceId}`, all, clock);
  if (retryAfterMs === undefined) return undefined;
  return { text: "More was asked here within this hour than I take.", retryAfterMs };
}

async function finishBusy(
  question: IncomingQuestion,
  busy: Busy,
  { storage, now }: AcceptDeps,
): Promise<void> {
  const answer: Answer = {
    ...emptyAnswer(question.messageId, "busy"),
    ...busy,
  };
  await storage.answers.finish(question.messageId, {
    outcome: "busy",
    answer,
    evidence: undefined,
    promptVersion: undefined,
    finishedAt: now(),
  });
}

/** A question as it is kept before it has an outcome. */
export function newRecord(question: IncomingQuestion, now: number): AnswerRecord {
  return {
    id: question.messageId,
    threadId: question.threadId,
    surface: question.surface,
    askedBy: question.askedBy,
    askedAt: now,
    question: question.text,
    audience: question.audience,
    outcome: undefined,
    finishedAt: undefined,
    answer: undefined,
    evidence: undefined,
    promptVersion: undefined,
    retrievalVersion: undefined,
  };
}
