import { join } from "node:path";
import type { Answer } from "../answer/answer.ts";
import { type AnswerDeps, answerQuestion } from "../answer/answer-question.ts";
import { emptyAnswer } from "../answer/empty-answer.ts";
import type { JudgedAnswer } from "./judged-answer.ts";
import { type AnswerCase, readAnswerCases } from "./read-dataset.ts";
import { type AnswersReport, summarizeAnswers } from "./summarize-answers.ts";
import type { OpenEvaluationWorkspace } from "./workspace.ts";

export interface AnswersOptions {
  /** `qa.jsonl`, or any file of that shape. */
  questions: string;
  /** `corpus.jsonl`, or a folder of documents. */
  corpus: string;
  /** Called with each case and its answer, for whoever wants to look at them. */
  onAnswer?: ((question: AnswerCase, answer: Answer) => void) | undefined;
}

/** Every question with what became of it, who answered, and the figures. */
export interface AnswersRun {
  report: AnswersReport;
  judged: JudgedAnswer[];
  writer: string;
  promptVersion: string;
  /** Undefined: searched by keyword alone. */
  embedder: string | undefined;
}

export function answersOptions(directory: string): AnswersOptions {
  return { questions: join(directory, "qa.jsonl"), corpus: join(directory, "corpus.jsonl") };
}

/** Asks every question and compares the outcomes with what was answerable. */
export async function evaluateAnswers(
  options: AnswersOptions,
  open: OpenEvaluationWorkspace,
): Promise<AnswersRun> {
  const cases = await readAnswerCases(options.questions);
  const workspace = await open(options.corpus);
  try {
    await workspace.sync();
    const judged: JudgedAnswer[] = [];
    for (const question of cases) {
      const one = { question, ...(await askCase(question, workspace.answering)) };
      options.onAnswer?.(question, one.answer);
      judged.push(one);
    }
    const { writer, servingEmbedder } = workspace.answering;
    return {
      report: summarizeAnswers(judged),
      judged,
      writer: writer.id,
      promptVersion: writer.promptVersion,
      embedder: (await servingEmbedder())?.id,
    };
  } finally {
    await workspace.close();
  }
}

/** One question that cannot be answered is one failure, as it is for whoever asks; the run goes on. */
export async function askCase(
  { id, question, history, as }: AnswerCase,
  answering: AnswerDeps,
): Promise<Omit<JudgedAnswer, "question">> {
  const asked = { text: question, history, audience: [as ?? ["everyone"]] };
  const { signal } = new AbortController();
  try {
    return await answerQuestion(id, asked, answering, () => undefined, signal);
  } catch (error) {
    const answer = emptyAnswer(id, "failed");
    const { traceId } = answer;
    answering.logger.error({ error, answerId: id, traceId }, "A question failed");
    return { answer, evidence: undefined };
  }
}
