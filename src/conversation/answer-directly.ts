import type { Answer, Question } from "../answer/answer.ts";
import {
  type AnswerDeps,
  type AnsweredQuestion,
  answerQuestion,
} from "../answer/answer-question.ts";
import { emptyAnswer } from "../answer/empty-answer.ts";
import type { Storage } from "../storage/storage.ts";
import type { Logger } from "../telemetry/logger.ts";
import { newTraceId } from "../telemetry/trace.ts";
import { IndexAwayError } from "../vector-index/vector-index.ts";
import { newRecord } from "./accept-question.ts";
import { INDEX_AWAY } from "./answer-accepted.ts";

export interface AnswerDirectlyDeps {
  storage: Storage;
  answering: AnswerDeps;
  now: () => number;
  logger: Logger;
}

/** Answers in this process, for a caller who waits; the question is kept all the same. */
export async function answerDirectly(
  id: string,
  question: Question,
  deps: AnswerDirectlyDeps,
): Promise<Answer> {
  const { storage, now } = deps;
  const asked = { ...question, messageId: id, threadId: id, surface: "cli", askedBy: "cli" };
  await storage.answers.create(newRecord(asked, now()));
  const { answer, evidence, promptVersion } = await answerOrFail(id, question, deps);
  await storage.answers.finish(id, {
    outcome: answer.outcome,
    answer,
    evidence,
    promptVersion,
    finishedAt: now(),
  });
  return answer;
}

async function answerOrFail(
  id: string,
  question: Question,
  { answering, logger }: AnswerDirectlyDeps,
): Promise<Partial<AnsweredQuestion> & Pick<AnsweredQuestion, "answer">> {
  const { signal } = new AbortController();
  try {
    return await answerQuestion(id, question, answering, () => undefined, signal);
  } catch (error) {
    const traceId = newTraceId();
    logger.error({ error, answerId: id, traceId }, "A question failed");
    const text = error instanceof IndexAwayError ? INDEX_AWAY : "";
    const answer = { ...emptyAnswer(id, "failed"), text, traceId };
    return { answer };
  }
}
