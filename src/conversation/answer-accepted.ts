import type { AnswerProgress, Question } from "../answer/answer.ts";
import { type AnswerDeps, answerQuestion } from "../answer/answer-question.ts";
import type { AnswerRecord, Storage } from "../storage/storage.ts";
import { emptyAnswer } from "./accept-question.ts";
import { readHistory } from "./read-history.ts";

export interface AnswerAcceptedDeps {
  storage: Storage;
  answering: AnswerDeps;
  now: () => number;
}

/**
 * Gives an accepted question its one outcome. A question that already has one is left alone, and a
 * run that was cut off starts its events anew; whoever loses the race to finish shows nothing.
 */
export async function answerAccepted(
  id: string,
  deps: AnswerAcceptedDeps,
  signal: AbortSignal,
): Promise<void> {
  const record = await deps.storage.answers.get(id);
  if (record === undefined || record.outcome !== undefined) return;
  await deps.storage.answers.clearEvents(id);
  const writer = createEventWriter(id, deps.storage);
  const question: Question = {
    text: record.question,
    audience: record.audience,
    history: await readHistory(record, deps.storage, deps.answering.accessLists),
  };
  const { answer, evidence } = await answerQuestion(
    id,
    question,
    deps.answering,
    writer.append,
    signal,
  );
  await writer.flush();
  await deps.storage.answers.finish(id, {
    outcome: answer.outcome,
    answer,
    evidence,
    promptVersion: deps.answering.writer.promptVersion,
    finishedAt: deps.now(),
  });
}

/** The outcome of a question that could not be answered: an apology and the id of its log line. */
export async function finishFailed(
  record: Pick<AnswerRecord, "id">,
  traceId: string,
  { storage, now }: Pick<AnswerAcceptedDeps, "storage" | "now">,
): Promise<void> {
  const answer = { ...emptyAnswer(record.id, "failed"), traceId };
  await storage.answers.finish(record.id, {
    outcome: "failed",
    answer,
    evidence: undefined,
    promptVersion: undefined,
    finishedAt: now(),
  });
}

/** Stores events in order while the answer goes on; one write at a time. */
function createEventWriter(id: string, storage: Storage) {
  let waiting: AnswerProgress[] = [];
  let writing: Promise<void> = Promise.resolve();
  async function store(): Promise<void> {
    const events = waiting;
    waiting = [];
    if (events.length > 0) await storage.answers.appendEvents(id, events);
  }
  return {
    append(event: AnswerProgress): void {
      waiting.push(event);
      writing = writing.then(store);
    },
    flush: () => writing,
  };
}
