import type { Sentence } from "../split-sentences.ts";
import { plainText, splitSentences } from "../split-sentences.ts";
import type { QuestionAnalysis } from "./analyze-question.ts";
import { countsAsked, holdsAnswerType } from "./holds-answer-type.ts";
import { matchTerm, stemsOf } from "./match-terms.ts";
import { asksForMetadata, isMetadata } from "./metadata-line.ts";

/** A retrieved passage as far as its sentences are concerned. */
export interface RankedPassage {
  n: number;
  title: string;
  headings: string[];
  text: string;
  /** Larger is better; only its share of the best one's counts. */
  score: number;
  /** ISO 8601; a page much older than another of the passages counts less. */
  updatedAt?: string | undefined;
}

/** Weight of a stemmed term: how rare it is in the index. */
export type TermWeights = (stem: string) => number;

/** A sentence that may become part of the answer. */
export interface Candidate {
  /** Without its lead-in. */
  plain: string;
  passage: RankedPassage;
  /** Rank of its passage, from 0. */
  rank: number;
  sentence: Sentence;
  /** Place among the passage's sentences. */
  index: number;
  /** As it would be shown: its lead-in, if it has one, on a line of its own before it. */
  text: string;
  words: number;
  /** Per question term, 0…1: held by the sentence itself. */
  own: number[];
  /** Per question term, 0…1: held by the sentence, its lead, heading, title or neighbour. */
  context: number[];
  score: number;
  features: number[];
}

/**
 * Weights of what `featuresOf` finds, in its order. Fitted to which sentences hold an accepted
 * answer, then rounded towards what suits every measured set.
 */
const WEIGHTS = [1.4, 3, 0.8, 2.8, 0.9, 1.6, 2.8, 0.8, 3.5, 0, -0.8, 0, -0.5, 2, 4.5, 0.2];

/** Two years behind the newest passage; set by hand, since the fitted sets have no dates. */
const OLD_MS = 730 * 86_400_000;
const OLD_PENALTY = 1;

/** Stands in no text, so it weighs what any unknown word weighs. */
const NO_WORD = "\0";

/** What happened before matters less than what is asked. */
const TOLD = 0.35;

/** Weights of the question's terms; what only asks for a form counts a quarter. */
export function termWeights(question: QuestionAnalysis, weights: TermWeights): number[] {
  return question.terms.map(
    (term) => Math.max(0.01, weights(term.stem)) * (term.soft ? 0.25 : 1) * (term.told ? TOLD : 1),
  );
}

/** Scores every sentence of the passages against the question; passages come best first. */
export function scoreSentences(
  question: QuestionAnalysis,
  passages: readonly RankedPassage[],
  weights: TermWeights,
): Candidate[] {
  const values = termWeights(question, weights);
  const topScore = Math.max(1e-9, ...passages.map((passage) => passage.score));
  const newest = Math.max(...passages.map(({ updatedAt }) => Date.parse(updatedAt ?? "") || 0));
  return passages.flatMap((passage, rank) => {
    const isOld = newest - Date.parse(passage.updatedAt ?? "") > OLD_MS;
    const found = candidatesOf(question, passage, rank, passage.score / topScore, values, weights);
    return isOld ? found.map((one) => ({ ...one, score: one.score - OLD_PENALTY })) : found;
  });
}

function candidatesOf(
  question: QuestionAnalysis,
  passage: RankedPassage,
  rank: number,
  relativeScore: number,
  values: number[],
  weights: TermWeights,
): Candidate[] {
  const candidates: Candidate[] = [];
  const titleStems = stemsOf([passage.title, ...passage.headings].join(" "));
  let heading: string[] = [];
  let previous: string[] = [];
  let index = 0;
  for (const sentence of splitSentences(passage.text)) {
    if (isMetadata(sentence.text) && !asksForMetadata(question)) continue;
    const own = stemsOf(plainText(sentence.text));
    const lead = sentence.lead === undefined ? "" : plainText(sentence.lead);
    if (sentence.kind === "heading") {
      heading = own;
      previous = [];
      // A gap, so that nothing is taken for the neighbour of what stands before a heading.
      index += 2;
      continue;
    }
    const around = [...heading, ...titleStems, ...previous];
    // A row's header and an item's lead-in are shown with it, so they are its own words.
    const ownMatch = matchTerms(question, [...stemsOf(lead), ...own], weights);
    const aroundMatch = matchTerms(question, around, weights);
    const contextMatch = ownMatch.map((match, i) => Math.max(match, aroundMatch[i] ?? 0));
    // Code is shown as it stands: there "#" and "_" are no Markdown marks.
    const plain = sentence.kind === "code" ? sentence.text : plainText(sentence.text);
    const shown = lead ? `${lead}\n${plain}` : plain;
    const candidate: Candidate = {
      plain,
      passage,
      rank,
      sentence,
      index,
      text: shown,
      words: countWords(shown),
      own: ownMatch,
      context: contextMatch,
      score: 0,
      features: [],
    };
    candidate.features = featuresOf(question, candidate, own, relativeScore, values);
    candidate.score = candidate.features.reduce((sum, x, i) => sum + x * (WEIGHTS[i] ?? 0), 0);
    candidates.push(candidate);
    previous = own;
    index += 1;
  }
  return candidates;
}

function featuresOf(
  question: QuestionAnalysis,
  candidate: Candidate,
  stems: string[],
  relativeScore: number,
  values: number[],
): number[] {
  const hard = values.map((value, i) => (question.terms[i]?.soft ? 0 : value));
  const distinct = new Set(stems);
  const asked = new Set(question.terms.map((term) => term.stem));
  const fresh = [...distinct].filter((stem) => !asked.has(stem)).length;
  const held = candidate.own.filter((match) => match > 0).length;
  const hints = [...question.hints].filter((hint) => distinct.has(hint)).length;
  return [
    weightedShare(candidate.own, values),
    weightedShare(candidate.context, values),
    weightedShare(candidate.own, hard),
    holdsAnswerType(question.type, candidate.text, question.core) ? 1 : 0,
    pairShare(question, stems),
    hints > 0 ? 1 : 0,
    relativeScore,
    candidate.rank === 0 ? 1 : 0,
    held / Math.sqrt(distinct.size + 4),
    1 / (1 + candidate.index),
    distinct.size < 6 ? 1 : 0,
    candidate.words > 60 ? 1 : 0,
    fresh === 0 || candidate.sentence.text.endsWith("?") ? 1 : 0,
    countsAsked(candidate.plain, question.counted) ? 1 : 0,
    repeatedShare(question, distinct),
    candidate.sentence.kind === "table-row" ? 1 : 0,
  ];
}

/**
 * How much of the sentence stands in the question too, from .6 to all but a word or two, 0…1: it says
 * what was asked and fills the gap.
 */
function repeatedShare(question: QuestionAnalysis, stems: ReadonlySet<string>): number {
  const repeated = [...stems].filter((stem) => question.stems.has(stem)).length;
  if (stems.size < 5 || repeated === stems.size) return 0;
  return Math.max(0, repeated / stems.size - 0.6) / 0.4;
}

/** Per term of the question, how well the stems hold it, 0…1. */
export function matchTerms(
  question: QuestionAnalysis,
  stems: readonly string[],
  weights: TermWeights,
): number[] {
  const set = new Set(stems);
  const highest = weights(NO_WORD);
  return question.terms.map((term) =>
    matchTerm(term.stem, stems, set, weights(term.stem) >= highest),
  );
}

// Share of the question's neighbouring terms that are neighbours (within four words) here too.
function pairShare(question: QuestionAnalysis, stems: string[]): number {
  const pairs = question.terms.length - 1;
  if (pairs < 1) return 0;
  let found = 0;
  for (let i = 0; i < pairs; i += 1) {
    const left = stems.indexOf(question.terms[i]?.stem ?? "");
    const right = stems.indexOf(question.terms[i + 1]?.stem ?? "");
    if (left >= 0 && right >= 0 && Math.abs(left - right) <= 4) found += 1;
  }
  return found / pairs;
}

/** Share of the weights that is matched, 0…1. */
export function weightedShare(matches: readonly number[], values: readonly number[]): number {
  let sum = 0;
  let total = 0;
  values.forEach((value, i) => {
    sum += value * (matches[i] ?? 0);
    total += value;
  });
  return total > 0 ? sum / total : 0;
}

/** Words of a text; a script without spaces counts two characters a word. */
export function countWords(text: string): number {
  const unspaced =
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  const spaced = text.match(/[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu) ?? [];
  return spaced.length + Math.ceil(unspaced / 2);
}
