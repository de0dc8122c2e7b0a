import { analyzeQuestion, type QuestionAnalysis } from "../../text/question/analyze-question.ts";
import { stemsOf } from "../../text/question/match-terms.ts";
import {
  matchTerms,
  type RankedPassage,
  scoreSentences,
  type TermWeights,
  termWeights,
  weightedShare,
} from "../../text/question/score-sentences.ts";

export interface JudgedPassage extends RankedPassage {
  /** Tells which passages are of one document; the title does where it is absent. */
  documentId?: string | undefined;
  /** BM25; kept for the record, the score does not use it. */
  keyword: number;
  /** Cosine of question and passage, −1…1; undefined without vectors. */
  vector?: number | undefined;
}

export interface JudgeInput {
  question: string;
  passages: readonly JudgedPassage[];
  /** What the writer would show. */
  selected: readonly { text: string }[];
  weights: TermWeights;
}

export interface Judgement {
  /** 0…1, how likely the passages answer the question. */
  score: number;
  features: Record<string, number>;
}

interface Features {
  /** Scores of the two best sentences together, in tenths. */
  bestSentences: number;
  /** How far the next document lies behind the first, as a share of the first, at most .25. */
  lead: number;
  /** Share of the question's names and numbers that the best passage lacks. */
  namesMissing: number;
  /** Share of the question's terms that the answer's sentences hold. */
  covered: number;
}

/** Passages looked at. */
const DEPTH = 5;
/** More than this says nothing more; it keeps documents that agree from counting as doubt. */
const MAX_LEAD = 0.25;

/** Logistic regression on about 1,200 questions; see docs/decisions/2026-11-21-refusal.md. */
const WITH_VECTORS = {
  constant: -7.75,
  bestSentences: 3.64,
  lead: 2.77,
  namesMissing: -0.86,
  covered: 0.52,
  /** Per unit of cosine above or below .5. */
  closeness: 4.14,
};
const WITHOUT_VECTORS = {
  constant: -8.68,
  bestSentences: 3.95,
  lead: 2.98,
  namesMissing: -0.66,
  covered: 0.42,
  /** Words inflect where the stemmer knows no rules, so fewer of them are found. */
  otherLanguage: 0.6,
};
/** Measured, not fitted: what a sentence that only sets the scene costs a question otherwise. */
const SETS_SCENE = 1.2;

/** Estimates how likely it is that the passages answer the question. */
export function judgeAnswerability(input: JudgeInput): Judgement {
  const question = analyzeQuestion(input.question);
  const ranked = [...input.passages].sort((a, b) => b.score - a.score);
  const first = ranked[0];
  if (first === undefined || question.terms.length === 0) return { score: 0, features: {} };
  const features = featuresOf(question, ranked, input);
  const isEnglish = question.language === "en" || question.language === "unknown";
  // The calibrated embedder knows English only; its cosines for other languages are noise.
  const vector = isEnglish ? first.vector : undefined;
  const weights = vector === undefined ? WITHOUT_VECTORS : WITH_VECTORS;
  const sum =
    weights.constant +
    weights.bestSentences * features.bestSentences +
    weights.lead * features.lead +
    weights.namesMissing * features.namesMissing +
    weights.covered * features.covered +
    (vector === undefined ? 0 : WITH_VECTORS.closeness * (vector - 0.5)) +
    (isEnglish ? 0 : WITHOUT_VECTORS.otherLanguage) +
    (question.terms.some((term) => term.told) ? SETS_SCENE : 0);
  const shown: Record<string, number> = { ...features, keyword: first.keyword };
  if (vector !== undefined) shown.vector = vector;
  return { score: 1 / (1 + Math.exp(-sum)), features: shown };
}

function featuresOf(
  question: QuestionAnalysis,
  ranked: readonly JudgedPassage[],
  input: JudgeInput,
): Features {
  const passages = ranked.slice(0, DEPTH);
  const isSoft = question.terms.map((term) => term.soft);
  const weights = termWeights(question, input.weights).map((value, i) => (isSoft[i] ? 0 : value));
  const names = weights.map((value, i) => (question.terms[i]?.named ? value : 0));
  const matches = passages.map((passage) =>
    matchTerms(
      question,
      stemsOf([passage.title, ...passage.headings, passage.text].join("\n")),
      input.weights,
    ),
  );
  const shares = matches.map((match) => weightedShare(match, weights));
  const best = matches[shares.indexOf(Math.max(...shares))] ?? [];
  const scores = scoreSentences(question, passages, input.weights)
    .map((candidate) => candidate.score)
    .sort((a, b) => b - a);
  const answer = stemsOf(input.selected.map((sentence) => sentence.text).join("\n"));
  return {
    bestSentences: ((scores[0] ?? 0) + (scores[1] ?? 0)) / 10,
    lead: leadOf(ranked),
    namesMissing: names.some((value) => value > 0) ? 1 - weightedShare(best, names) : 0,
    covered: weightedShare(matchTerms(question, answer, input.weights), weights),
  };
}

function leadOf(ranked: readonly JudgedPassage[]): number {
  const keyOf = (passage: JudgedPassage) => passage.documentId ?? passage.title;
  const first = ranked[0];
  const other = ranked.find((passage) => first !== undefined && keyOf(passage) !== keyOf(first));
  if (first === undefined || other === undefined || first.score <= 0) return MAX_LEAD;
  return Math.min(MAX_LEAD, 1 - other.score / first.score);
}
