import { analyzeQuestion, type QuestionAnalysis } from "../../../text/question/analyze-question.ts";
import { matchTerm } from "../../../text/question/match-terms.ts";
import { readTokens } from "../../support/reading/read-tokens.ts";
import type { Token } from "../../support/reading/token.ts";

/** What a question wants to be told, as far as two answers to it can be told apart. */
export interface Asked {
  question: QuestionAnalysis;
  tokens: readonly Token[];
  wants: "figure" | "yes-no" | "choice" | "value";
  /** Stem of what is asked for by its kind: "what county", "which bank". */
  focus: string | undefined;
  /** "Males or females": the stems of both. */
  choices: readonly string[];
  /** "When", "who": words that were only typed in ask for anything. */
  hasQuestionWord: boolean;
  /** Of the words that say what it is about. */
  subjects: number;
}

const QUESTION_WORD =
  /^(?:what|which|who|whom|whose|where|when|how|wer|wo|was|wie|wann|welche[rsmn]?|que|quien|donde|cuando|como|cual(?:es)?|qui|quand|comment|quel(?:le)?s?)$/;
const KIND_WORD = /^(?:what|which|whose|welche[rsmn]?|quel(?:le)?s?|cual(?:es)?)$/;
const AUXILIARY =
  /^(?:is|are|was|were|be|do|does|did|has|have|had|can|could|may|should|will|would)$/;
const FIGURES: ReadonlySet<string> = new Set(["percent", "money", "duration", "time", "number"]);
const TRUE_OR_FALSE = /\b(?:true or false|yes or no|(?:is|was) it true?)\b/iu;
/** Their answers are figures, whatever else the question looks like. */
const MEASURE =
  /^(?:what |which |at what |the |last |our )*(?:age|dates?|day|time|year|percentage|rate|ratio|distance|difference|temperature|height|weight|length|speed|population|port|version|extension)\b|\b(?:boiling|melting|freezing) point\b|\btime difference\b/iu;
/** Two documents that explain a thing, or how to do it, each in its way, do not disagree. */
const EXPLAINS =
  /^(?:why|how (?:do|does|did|can|could|should|to)|what(?:'s| is| are| was| were) (?!the |our |my |your |\S+ \S+ (?:of|for|in)\b)|what do(?:es)? .*\bmean|what do you mean)\b/iu;

/** Undefined where answers cannot be compared: "why", "how do I". */
export function readAsked(text: string): Asked | undefined {
  const question = analyzeQuestion(text);
  const { core, language, type } = question;
  const tokens = readTokens(core, language);
  const hasQuestionWord = tokens.some(({ word }) => QUESTION_WORD.test(word));
  const isTruth = TRUE_OR_FALSE.test(core);
  const choices = isTruth ? [] : choicesOf(tokens);
  const noun = focusOf(tokens, hasQuestionWord);
  const focus = question.terms.find(({ stem }) => noun !== undefined && isAlike(stem, noun))?.stem;
  const subjects = question.terms.filter(
    ({ soft, stem }) => !soft && stem !== focus && !/^(?:\d+|[a-z]{1,2})$/.test(stem),
  ).length;
  const wants =
    FIGURES.has(type) || (type === "other" && MEASURE.test(core))
      ? "figure"
      : choices.length > 0
        ? "choice"
        : type === "yes-no" || isTruth
          ? "yes-no"
          : "value";
  if (question.terms.length === 0 || (wants === "value" && type === "way")) return undefined;
  return { question, tokens, wants, focus, choices, hasQuestionWord, subjects };
}

/** "What is a sandbox?": any number of sentences may answer. */
export function asksToExplain({ question }: Asked): boolean {
  return EXPLAINS.test(question.core.trim());
}

/** Whether a word is the question's own, in any form. */
export function isAsked(token: Token, asked: Asked): boolean {
  return asked.tokens.some((other) => isAlike(other.stem, token.stem));
}

export function isAlike(one: string, other: string): boolean {
  return (
    matchTerm(one, [other], new Set([other])) > 0 || matchTerm(other, [one], new Set([one])) > 0
  );
}

export function isAuxiliary(token: Token | undefined): boolean {
  return token !== undefined && AUXILIARY.test(token.word);
}

/** The noun behind "what" or "which"; the first word of what was only typed in ("song by …"). */
function focusOf(tokens: readonly Token[], hasQuestionWord: boolean): string | undefined {
  if (!hasQuestionWord) return tokens.find((token) => token.isContent)?.stem;
  const at = tokens.findIndex(({ word }) => KIND_WORD.test(word));
  if (at === -1) return undefined;
  let focus: string | undefined;
  for (const token of tokens.slice(at + 1, at + 4)) {
    if (!token.isContent || isAuxiliary(token)) break;
    focus = token.stem;
  }
  return focus;
}

function choicesOf(tokens: readonly Token[]): string[] {
  const at = tokens.findIndex(({ word }) => /^(?:or|oder|ou)$/.test(word));
  const [one, other] = [tokens[at - 1], tokens[at + 1]];
  return at > 0 && one?.isContent && other?.isContent ? [one.stem, other.stem] : [];
}
