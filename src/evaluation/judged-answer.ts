import type { Answer, Evidence } from "../answer/answer.ts";
import { stripMarks } from "../text/citation-marks.ts";
import { stem } from "../text/stem.ts";
import { tokenize } from "../text/tokenize.ts";
import { containsAnswer } from "./match-answer.ts";
import type { AnswerCase } from "./read-dataset.ts";

/** A question of an evaluation, and what became of it. */
export interface JudgedAnswer {
  question: AnswerCase;
  answer: Answer;
  /** Undefined for `failed`. */
  evidence: Evidence | undefined;
}

export function isAnswered({ answer }: JudgedAnswer): boolean {
  return answer.outcome === "answered" || answer.outcome === "degraded";
}

export function isRefused({ answer }: JudgedAnswer): boolean {
  return answer.outcome === "not-found";
}

/** Whether it shows one of the accepted answers; false where none is given. */
export function showsAccepted({ question, answer }: JudgedAnswer): boolean {
  const text = stripMarks(answer.text);
  return question.answers.some((one) => containsAnswer(text, one)) || saysAll(text, question);
}

function saysAll(text: string, { mentions = [] }: AnswerCase): boolean {
  const stems = new Set(tokenize(text).map(stem));
  return mentions.length > 0 && mentions.every((word) => stems.has(stem(word)));
}

export function hasExpectedDocument({ question }: JudgedAnswer): boolean {
  return question.doc_ids.length > 0;
}

export function citesExpectedDocument({ question, answer }: JudgedAnswer): boolean {
  return answer.citations.some((citation) => question.doc_ids.includes(citation.documentId));
}
