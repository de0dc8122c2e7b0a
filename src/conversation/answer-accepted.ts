import type { AnswerProgress, Question } from "../answer/answer.ts";
import { type AnswerDeps, answerQuestion } from "../answer/answer-question.ts";
import type { CitedText } from "../answer/draft/cite.ts";
import { emptyAnswer } from "../answer/empty-answer.ts";
import type { AnswerRecord, Storage } from "../storage/storage.ts";
import type { Logger } from "../telemetry/logger.ts";
import { newTraceId } from "../telemetry/trace.ts";
import { markedNumbers, stripMarks } from "../text/citation-marks.ts";
import type { AnswerSignals } from "./answer-signals.ts";
import { readHistory } from "./read-history.ts";
import { abortWhenOver } from "./stopping/abort-when-over.ts";

/** A question as it is when answering begins, why it cannot be answered, or `gone`. */
export type PreparedQuestion = Question | { refusal: string } | "gone";

/** Nothing stands in for the documents. */
export const INDEX_AWAY =
  "Sorry, I cannot search the documents at the moment: the service that keeps their index does not answer. Please ask again in a few minutes.";

export interface AnswerAcceptedDeps {
  storage: Storage;
  signals: AnswerSignals;
  answering: AnswerDeps;
  /** Settles who will see the answer and what it may use; without it, the record says all. */
  prepareQuestion?: ((record: AnswerRecord) => Promise<PreparedQuestion>) | undefined;
  logger: Logger;
  now: () => number;
}

/**
 * Gives an accepted question its one outcome. A question that already has one is left alone, and
 * work ends when it gets one meanwhile. A run that was cut off is taken up after what it has shown;
 * whoever loses the race to finish shows nothing.
 */
export async function answerAccepted(
  id: string,
  deps: AnswerAcceptedDeps,
  signal: AbortSignal,
): Promise<void> {
  const record = await deps.storage.answers.get(id);
  if (record === undefined || record.outcome !== undefined) return;
  const shown = await readShown(id, deps.storage);
  if (shown === undefined) await deps.storage.answers.clearEvents(id);
  const ended = deps.signals.begin(id);
  const watch = abortWhenOver(id, deps);
  try {
    await answerAndStore(record, shown, deps, AbortSignal.any([signal, watch.signal]));
  } catch (error) {
    const now = await deps.storage.answers.get(id);
    // Its asker stopped or deleted it, or its workspace went: there is nobody left to answer.
    if (now !== undefined && now.outcome === undefined) throw error;
  } finally {
    watch.end();
    ended();
  }
}

async function answerAndStore(
  record: AnswerRecord,
  shown: CitedText | undefined,
  deps: AnswerAcceptedDeps,
  signal: AbortSignal,
): Promise<void> {
  const { id, threadId } = record;
  const { storage, answering } = deps;
  const { retrievalSettings, servedWriter } = answering;
  const question = await (deps.prepareQuestion ?? prepareFromRecord(deps))(record);
  if (question === "gone") return;
  if ("refusal" in question) {
    const traceId = newTraceId();
    deps.logger.warn({ answerId: id, traceId, reason: question.refusal }, "A question was refused");
    await finishFailed(record, traceId, deps, question.refusal);
    return;
  }
  const writer = createEventWriter(id, deps);
  const { answer, evidence, promptVersion } = await answerQuestion(
    id,
    question,
    // A thread is searched for, and written to, by the same versions throughout, also while others are tried.
    {
      ...answering,
      retrievalSettings: () => Promise.resolve(retrievalSettings?.(threadId)),
      servedWriter: () => Promise.resolve(servedWriter?.(threadId)),
    },
    writer.append,
    signal,
    shown,
  );
  await writer.flush();
  await storage.answers.finish(id, {
    outcome: answer.outcome,
    answer,
    evidence,
    promptVersion,
    finishedAt: deps.now(),
  });
}

/** What a question is where everything about it was settled when it was kept. */
export function prepareFromRecord({
  storage,
  answering,
}: Pick<AnswerAcceptedDeps, "storage" | "answering">): (record: AnswerRecord) => Promise<Question> {
  return async (record) => ({
    text: record.question,
    audience: record.audience,
    history: await readHistory(record, storage, answering.accessLists),
  });
}

/**
 * The outcome of a question that could not be answered: an apology, or `text`, and the id of its log
 * line; or what of an answer was shown already.
 */
export async function finishFailed(
  record: Pick<AnswerRecord, "id">,
  traceId: string,
  { storage, now }: Pick<AnswerAcceptedDeps, "storage" | "now">,
  text = "",
): Promise<void> {
  const shown = await readShown(record.id, storage);
  const outcome = shown === undefined ? "failed" : "degraded";
  const answer = { ...emptyAnswer(record.id, outcome), text, ...shown, traceId };
  await storage.answers.finish(record.id, {
    outcome,
    answer,
    evidence: undefined,
    promptVersion: undefined,
    finishedAt: now(),
  });
}

/** What readers have seen of an answer that is not finished; undefined when that is nothing. */
export async function readShown(id: string, storage: Storage): Promise<CitedText | undefined> {
  const events = await storage.answers.listEvents(id, 0);
  const shown = events
    .map(({ event }) => event as AnswerProgress)
    .filter((event) => event.type === "sentence");
  const last = shown.at(-1);
  if (last === undefined) return undefined;
  return {
    text: shown.map(({ text }) => text).join(""),
    sentences: shown.map(({ text }) => ({
      text: stripMarks(text).trim(),
      citations: markedNumbers(text),
    })),
    citations: last.citations,
  };
}

/** Stores events in order while the answer goes on; one write at a time. */
function createEventWriter(id: string, { storage, signals }: AnswerAcceptedDeps) {
  let waiting: AnswerProgress[] = [];
  let writing: Promise<void> = Promise.resolve();
  async function store(): Promise<void> {
    const events = waiting;
    waiting = [];
    if (events.length === 0) return;
    await storage.answers.appendEvents(id, events);
    signals.changed(id);
  }
  return {
    append(event: AnswerProgress): void {
      waiting.push(event);
      writing = writing.then(store);
      // Whoever flushes is told; until then it must not end the process as nobody's.
      writing.catch(() => undefined);
    },
    flush: () => writing,
  };
}
