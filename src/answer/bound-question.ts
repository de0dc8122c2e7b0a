import type { Question } from "./answer.ts";

/** More than anybody asks in; a chat takes forty thousand, and every one is read several times. */
export const MOST_QUESTION_CHARACTERS = 4_000;

/** A question whose words, and those said before it, are no longer than a question is: the rest is not read. */
export function boundQuestion(question: Question): Question {
  const history = question.history.map((turn) => ({ ...turn, text: bound(turn.text) }));
  return { ...question, text: bound(question.text), history };
}

function bound(text: string): string {
  return text.length <= MOST_QUESTION_CHARACTERS
    ? text
    : text.slice(0, MOST_QUESTION_CHARACTERS).toWellFormed();
}
