import { join } from "node:path";
import type { Answer } from "../answer/answer.ts";
import { answerQuestion } from "../answer/answer-question.ts";
import { stripMarks } from "../answer/split-draft.ts";
import { containsSentence } from "../text/split-sentences.ts";
import { bootstrapInterval } from "./bootstrap.ts";
import { containsAnswer, countWords } from "./match-answer.ts";
import { average, round } from "./ranking-metrics.ts";
import { type AnswerCase, readAnswerCases } from "./read-dataset.ts";
import type { EvaluationWorkspace, OpenEvaluationWorkspace } from "./workspace.ts";

/** Rates, 0…1. */
export interface AnswersReport {
  answerable: { n: number; answered: number; accepted: number; falseRefusal: number };
  unanswerable: { n: number; refused: number };
  /** Precision: cited sentences that stand in the cited passage. Recall: answers that cite a gold document. */
  citations: { precision: number; recall: number };
  words: { mean: number };
  /** Bootstrapped over articles (conversations), not questions. */
  ci95: Record<"answered" | "accepted" | "falseRefusal" | "refused", [number, number]>;
}

export interface AnswersOptions {
  /** `qa.jsonl`, or any file of that shape. */
  questions: string;
  /** `corpus.jsonl`, or a folder of documents. */
  corpus: string;
  /** Called with each case and its answer, for whoever wants to look at them. */
  onAnswer?: ((question: AnswerCase, answer: Answer) => void) | undefined;
}

interface Judged {
  question: AnswerCase;
  answer: Answer;
}

export function answersOptions(directory: string): AnswersOptions {
  return { questions: join(directory, "qa.jsonl"), corpus: join(directory, "corpus.jsonl") };
}

/** Asks every question and compares the outcomes with what was answerable. */
export async function evaluateAnswers(
  options: AnswersOptions,
  open: OpenEvaluationWorkspace,
): Promise<AnswersReport> {
  const cases = await readAnswerCases(options.questions);
  const workspace = await open(options.corpus);
  try {
    await workspace.sync();
    const judged: Judged[] = [];
    for (const question of cases) {
      const answer = await ask(question, workspace);
      options.onAnswer?.(question, answer);
      judged.push({ question, answer });
    }
    return report(judged);
  } finally {
    await workspace.close();
  }
}

async function ask(question: AnswerCase, { answering }: EvaluationWorkspace): Promise<Answer> {
  const { answer } = await answerQuestion(
    question.id,
    {
      text: question.question,
      history: question.history,
      audience: [question.as ?? ["everyone"]],
    },
    answering,
    () => undefined,
    new AbortController().signal,
  );
  return answer;
}

function report(judged: Judged[]): AnswersReport {
  const answerable = judged.filter(({ question }) => question.answerable);
  const unanswerable = judged.filter(({ question }) => !question.answerable);
  const withAnswers = answerable.filter(({ question }) => question.answers.length > 0);
  const answered = rated(answerable, ({ answer }) => isAnswered(answer));
  const falseRefusal = rated(answerable, ({ answer }) => answer.outcome === "not-found");
  const accepted = rated(withAnswers, ({ question, answer }) =>
    question.answers.some((accept) => containsAnswer(stripMarks(answer.text), accept)),
  );
  const refused = rated(unanswerable, ({ answer }) => answer.outcome === "not-found");
  const shown = judged.map(({ answer }) => answer).filter(isAnswered);
  return {
    answerable: {
      n: answerable.length,
      answered: mean(answered),
      accepted: mean(accepted),
      falseRefusal: mean(falseRefusal),
    },
    unanswerable: { n: unanswerable.length, refused: mean(refused) },
    citations: { precision: citationPrecision(shown), recall: citationRecall(answerable) },
    words: { mean: round(average(shown.map((answer) => countWords(stripMarks(answer.text))))) },
    ci95: {
      answered: bootstrapInterval(answered),
      accepted: bootstrapInterval(accepted),
      falseRefusal: bootstrapInterval(falseRefusal),
      refused: bootstrapInterval(refused),
    },
  };
}

function isAnswered(answer: Answer): boolean {
  return answer.outcome === "answered" || answer.outcome === "degraded";
}

function rated(judged: Judged[], isHit: (one: Judged) => boolean) {
  return judged.map((one) => ({ group: groupOf(one.question), value: isHit(one) ? 1 : 0 }));
}

/** Questions about one article, or paraphrases of one question (`…-q3`), stand or fall together. */
function groupOf(question: AnswerCase): string {
  return question.doc_ids[0] ?? question.id.replace(/-q\d+$/, "");
}

function mean(values: { value: number }[]): number {
  return round(average(values.map((one) => one.value)));
}

function citationPrecision(answers: Answer[]): number {
  const checks = answers.flatMap((answer) =>
    answer.citations.map((c) =>
      containsSentence(c.passage, c.quote) && citesItself(answer, c.n) ? 1 : 0,
    ),
  );
  return round(average(checks));
}

/** Whether each sentence that carries mark `n` stands in that citation's quote. */
function citesItself(answer: Answer, n: number): boolean {
  const citation = answer.citations.find((c) => c.n === n);
  const marked = answer.sentences.filter((sentence) => sentence.citations.includes(n));
  if (citation === undefined || marked.length === 0) return false;
  return marked.every((sentence) => containsSentence(citation.quote, sentence.text));
}

function citationRecall(judged: Judged[]): number {
  const checked = judged.filter(
    ({ question, answer }) => isAnswered(answer) && question.doc_ids.length > 0,
  );
  const hits = checked.map(({ question, answer }) =>
    answer.citations.some((citation) => question.doc_ids.includes(citation.documentId)) ? 1 : 0,
  );
  return round(average(hits));
}
