import { guessLanguage } from "../../../text/guess-language.ts";
import {
  type Candidate,
  scoreSentences,
  type TermWeights,
  termWeights,
  weightedShare,
} from "../../../text/question/score-sentences.ts";
import { plainText } from "../../../text/split-sentences.ts";
import type { RetrievedPassage } from "../../retrieval/retrieve-passages.ts";
import { readTokens } from "../../support/reading/read-tokens.ts";
import type { Token } from "../../support/reading/token.ts";
import type { Asked } from "./read-asked.ts";

/** What one document says to the question. */
export interface Testimony {
  passage: RetrievedPassage;
  language: string;
  /** The sentences that may answer, the likeliest first. */
  statements: readonly Statement[];
  /** Every word of the passage, its title and headings. */
  all: () => readonly Token[];
}

export interface Statement {
  /** Verbatim. */
  quote: string;
  /** Shares of the question's weight that it holds, and that it holds with what stands around it. */
  own: number;
  context: number;
  /** Per term of the question: how well it is held there. */
  held: readonly number[];
  /** It stands behind the question itself: "Where is it? In Rome." */
  isReply: boolean;
  language: string;
  tokens: () => readonly Token[];
}

const ASKS = /[?？؟]["”’)]*$/u;
/** "For instance, who has worked for four years …" and "If you took …" tell no rule. */
const SUPPOSES =
  /^\W*(?:if|wenn|falls|si|for (?:example|instance)|e\.g\.|zum beispiel|par exemple|por ejemplo)\b/iu;
/** A question written out before its answer holds this much of what was asked. */
const IS_ASKED = 0.8;
const REPLY_BONUS = 10;
const MAX_STATEMENTS = 3;
/** "Orange" says that it is a colour. */
const IMPLIED = 0.35;

/** The best sentences of each document, where they hold `leastContext` of what was asked. */
export function readTestimonies(
  asked: Asked,
  passages: readonly RetrievedPassage[],
  weights: TermWeights,
  leastContext: number,
): Testimony[] {
  const found = new Map<
    string,
    { passage: RetrievedPassage; of: (Statement & { score: number })[] }
  >();
  const values = subjectWeights(asked, weights);
  const numbered = passages.map((passage, at) => ({ ...passage, n: at }));
  let before: Candidate | undefined;
  for (const candidate of scoreSentences(asked.question, numbered, weights)) {
    const previous = before;
    before = candidate;
    const passage = passages[candidate.passage.n];
    if (passage === undefined || !tells(candidate.plain)) continue;
    const context = weightedShare(candidate.context, values);
    if (context < leastContext) continue;
    const isReply = previous !== undefined && answers(candidate, previous, values);
    const key = `${passage.source} ${passage.documentId}`;
    const entry = found.get(key) ?? { passage, of: [] };
    found.set(key, entry);
    // A document speaks once, by the passage that comes first.
    if (entry.passage !== passage) continue;
    const language = guessLanguage(passage.text);
    entry.of.push({
      quote: candidate.sentence.text,
      own: isReply ? context : weightedShare(candidate.own, values),
      context,
      held: isReply ? candidate.context.map(() => 1) : candidate.context,
      isReply,
      language,
      tokens: once(() => readTokens(candidate.plain, language)),
      score: candidate.score + (isReply ? REPLY_BONUS : 0),
    });
  }
  return [...found.values()].map(({ passage, of }) => {
    const language = guessLanguage(passage.text);
    const text = [passage.title, ...passage.headings, plainText(passage.text)].join(". ");
    return {
      passage,
      language,
      statements: of.sort((a, b) => b.score - a.score).slice(0, MAX_STATEMENTS),
      all: once(() => readTokens(text, language)),
    };
  });
}

function tells(text: string): boolean {
  return !ASKS.test(text) && !SUPPOSES.test(text) && !isHeadline(text);
}

function answers(candidate: Candidate, previous: Candidate, values: readonly number[]): boolean {
  return (
    previous.passage === candidate.passage &&
    previous.index === candidate.index - 1 &&
    ASKS.test(previous.plain) &&
    weightedShare(previous.own, values) > IS_ASKED
  );
}

/** "Network Solutions at Office 4": written large throughout, and no sentence. */
function isHeadline(text: string): boolean {
  if (/[.!。]["”’)]*$/u.test(text)) return false;
  const words = text.match(/\p{L}{4,}/gu) ?? [];
  return words.length > 2 && words.every((word) => /^\p{Lu}/u.test(word));
}

/** What only asks for a form counts nothing, nor does a code that texts spell out ("NJ"). */
function subjectWeights({ question, focus, choices }: Asked, weights: TermWeights): number[] {
  const all = termWeights(question, weights);
  const subject = all.map((value, i) => {
    const term = question.terms[i];
    if (term === undefined || term.soft || /^[a-z]{1,2}$/.test(term.stem)) return 0;
    return term.stem === focus || choices.includes(term.stem) ? value * IMPLIED : value;
  });
  return subject.some((value) => value > 0) ? subject : all;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
