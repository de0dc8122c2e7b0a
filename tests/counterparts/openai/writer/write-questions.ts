import { contentStems } from "../../../../src/text/content-stems.ts";
import { stopWords } from "../../../../src/text/stop-words.ts";
import { fold } from "../../../../src/text/tokenize.ts";
import type { ReadPrompt } from "../behaviour.ts";
import { rankSentences } from "./rank-sentences.ts";
import { readTurns } from "./read-prompt.ts";

const LEANS_BACK = /\b(?:it|its|they|them|their|that|those|this|these|there|he|she|one)\b/i;
const ASKS_AGAIN =
  /,?\s+and\s+(?=(?:who|what|when|where|why|how|which|is|are|do|does|can|may|must)\b)/i;
const MAX_PARTS = 3;
const MAX_SUBJECT_WORDS = 6;
const ENGLISH = stopWords("en");

/** The newest message, with the subject of the thread where it leaves that out. */
export function rewriteQuestion({ question, input }: ReadPrompt): string {
  const subject = readTurns(input)
    .filter(({ role, text }) => role === "user" && !LEANS_BACK.test(text))
    .map(({ text }) => subjectOf(text))
    .findLast((text) => text !== "");
  const alone = !LEANS_BACK.test(question) && contentStems(question).size > 2;
  if (alone || subject === undefined) return question;
  return `${question.replace(/[\s?]+$/, "")} (${subject})?`;
}

/** `{"questions": […]}`: the parts between which another question begins. */
export function planSubQuestions({ question }: ReadPrompt): string {
  const parts = question.replace(/\?+$/, "").split(ASKS_AGAIN).slice(0, MAX_PARTS);
  return JSON.stringify({ questions: parts.map(asQuestion) });
}

/** `{"questions": […]}`: one for each of the first passages that has a sentence to ask about. */
export function suggestQuestions(prompt: ReadPrompt): string {
  const count = Number(
    /\b(\d+) questions?\b/.exec(prompt.input.split("</passage>").at(-1) ?? "")?.[1] ?? 3,
  );
  const questions = prompt.passages
    .toSorted((a, b) => a.n - b.n)
    .map((passage) => rankSentences({ ...prompt, passages: [passage] })[0]?.text ?? "")
    .map((sentence) => subjectOf(sentence))
    .filter((subject) => subject !== "")
    .map((subject) => `What should I know about ${subject}?`);
  return JSON.stringify({ questions: [...new Set(questions)].slice(0, count) });
}

/** From the first word that says something to the last, as it was written. */
function subjectOf(text: string): string {
  const written = text
    .replace(/[?.!,;:()"]/g, "")
    .split(/\s+/)
    .filter(Boolean);
  const says = written.map((word) => !ENGLISH.has(fold(word)));
  const first = says.indexOf(true);
  if (first < 0) return "";
  const end = Math.min(says.lastIndexOf(true) + 1, first + MAX_SUBJECT_WORDS);
  return written.slice(first, end).join(" ");
}

function asQuestion(part: string): string {
  const text = part.trim();
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}?`;
}
