import type { Answer } from "../answer/answer.ts";
import { withoutStandIns } from "../answer/support/addresses/elide-foreign.ts";
import { stripMarks } from "../text/citation-marks.ts";
import { containsSentence } from "../text/split-sentences.ts";
import { bootstrapInterval } from "./bootstrap.ts";
import {
  citesExpectedDocument,
  hasExpectedDocument,
  isAnswered,
  isRefused,
  type JudgedAnswer,
  showsAccepted,
} from "./judged-answer.ts";
import { countWords } from "./match-answer.ts";
import { average, round } from "./ranking-metrics.ts";
import type { AnswerCase } from "./read-dataset.ts";

/** Rates, 0…1. */
export interface AnswersReport {
  answerable: { n: number; answered: number; accepted: number; falseRefusal: number };
  unanswerable: { n: number; refused: number };
  /** Precision: cited sentences that stand in the cited passage word for word, so for a model's own words a lower bound. Recall: answers that cite a gold document. */
  citations: { precision: number; recall: number };
  words: { mean: number };
  /** How many ended in each way; with `degraded` among them the figures are not the model's alone. */
  outcomes: Partial<Record<Answer["outcome"], number>>;
  /** Bootstrapped over articles (conversations), not questions. */
  ci95: Record<"answered" | "accepted" | "falseRefusal" | "refused", [number, number]>;
}

/** Compares the outcomes with what was answerable. */
export function summarizeAnswers(judged: JudgedAnswer[]): AnswersReport {
  const answerable = judged.filter(({ question }) => question.answerable);
  const unanswerable = judged.filter(({ question }) => !question.answerable);
  const withAnswers = answerable.filter(
    ({ question }) => [...question.answers, ...(question.mentions ?? [])].length > 0,
  );
  const answered = rated(answerable, isAnswered);
  const falseRefusal = rated(answerable, isRefused);
  const accepted = rated(withAnswers, showsAccepted);
  const refused = rated(unanswerable, isRefused);
  const shown = judged.filter(isAnswered).map(({ answer }) => answer);
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
    outcomes: Object.fromEntries(
      [...Map.groupBy(judged, ({ answer }) => answer.outcome)].map(([outcome, all]) => [
        outcome,
        all.length,
      ]),
    ),
    ci95: {
      answered: bootstrapInterval(answered),
      accepted: bootstrapInterval(accepted),
      falseRefusal: bootstrapInterval(falseRefusal),
      refused: bootstrapInterval(refused),
    },
  };
}

function rated(judged: JudgedAnswer[], isHit: (one: JudgedAnswer) => boolean) {
  return judged.map((one) => ({ group: groupOf(one.question), value: isHit(one) ? 1 : 0 }));
}

/** Questions about one article, or paraphrases of one question (`…-q3`), stand or fall together. */
export function groupOf(question: AnswerCase): string {
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
  const quote = letters(citation.quote);
  return marked
    .flatMap(({ text }) => withoutStandIns(text))
    .every((piece) => containsSentence(citation.quote, piece) || quote.includes(letters(piece)));
}

/** A model writes "Arizona." where the passage has "Arizona ." */
function letters(text: string): string {
  return text.normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "");
}

function citationRecall(answerable: JudgedAnswer[]): number {
  const checked = answerable.filter((one) => isAnswered(one) && hasExpectedDocument(one));
  return round(average(checked.map((one) => (citesExpectedDocument(one) ? 1 : 0))));
}
