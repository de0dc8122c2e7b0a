import type { TermWeights } from "../../../text/question/score-sentences.ts";
import type { Token } from "../../support/reading/token.ts";
import { agrees, denies, holds, type Values, valuesOf } from "./find-values.ts";
import { type Asked, isAuxiliary } from "./read-asked.ts";
import type { Testimony } from "./read-testimony.ts";
import { areRivals, LEAST_OF_FIGURES } from "./rival-figures.ts";
import { type Conflict, isOpposed, parityOf, sideOf } from "./statement-pair.ts";

/** What both sentences must hold of the question, with what is around them, and how far alike. */
const LEAST = { context: 0.75, parity: 0.7 };
/** And by themselves: more, the less tells that what they name is what was asked for. */
const OWN = { denied: 0.4, beside: 0.55, name: 0.7, word: 0.9 };
/** More words than this are no answer but a sentence about something else. */
const MAX_WORDS = 4;
const PLACED = /^(?:in|at|near|to|from|within|inside|of|im|bei|nach|aus|en|dans|a|au)$/;

/** Two documents that name other things for what was asked. */
export function rivalValues(
  asked: Asked,
  a: Testimony,
  b: Testimony,
  weights: TermWeights,
): Conflict | undefined {
  const [left, right] = [valuesOf(asked, a), valuesOf(asked, b)];
  if (left === undefined || right === undefined) return undefined;
  if (left.tokens.some((one) => right.tokens.some((other) => agrees(one, other)))) return undefined;
  const [x, y] = [left.statement, right.statement];
  if (isOpposed(asked, x) || isOpposed(asked, y)) return undefined;
  const onlyLeft = left.tokens.filter((one) => !holds(b, one));
  const onlyRight = right.tokens.filter((one) => !holds(a, one));
  if (onlyLeft.length === 0 || onlyRight.length === 0) return undefined;
  const isDenied =
    Math.min(x.own, y.own) >= OWN.denied &&
    asked.subjects > 0 &&
    ((isSpecific(left) && denies(b, left.tokens)) ||
      (isSpecific(right) && denies(a, right.tokens)));
  if (!isDenied && !fillSameGap(asked, left, right, parityOf(asked, weights, x, y)))
    return undefined;
  return [sideOf(a, x, textOf(onlyLeft)), sideOf(b, y, textOf(onlyRight))];
}

function isSpecific({ kind, tokens }: Values): boolean {
  return kind !== "word" || tokens.length <= MAX_WORDS;
}

function fillSameGap(asked: Asked, left: Values, right: Values, parity: number): boolean {
  if (!areOfOneKind(asked, left, right)) return false;
  const [x, y] = [left.statement, right.statement];
  const areFigures =
    left.kind === "figure" &&
    left.tokens.some((one) => right.tokens.some((other) => areRivals(one, other)));
  const least = areFigures ? LEAST_OF_FIGURES : LEAST;
  if (Math.min(x.context, y.context) < least.context || parity < least.parity) return false;
  const isReply = left.kind === "reply" || right.kind === "reply";
  // A mere topic has many sides.
  if (!asked.hasQuestionWord && !areFigures && !isReply) return false;
  const hasWords = left.kind === "word" || right.kind === "word";
  const longest = Math.max(left.tokens.length, right.tokens.length);
  const isNear = left.isNear || right.isNear;
  if (longest > MAX_WORDS && (hasWords || (!isNear && !areFigures))) return false;
  if (!isNear) {
    if (asked.subjects < (hasWords && longest > 2 ? 3 : 2)) return false;
    if (asked.question.type === "place" && ![left, right].every(isPlaced)) return false;
  }
  const areNear = left.isNear && right.isNear;
  // "It lies in Albany county": the sentence before names the rest.
  if (areNear && !hasWords) return Math.max(x.own, y.own) >= OWN.beside;
  const own = areFigures
    ? LEAST_OF_FIGURES.own
    : areNear
      ? OWN.beside
      : hasWords
        ? OWN.word
        : OWN.name;
  return Math.min(x.own, y.own) >= own;
}

/** Names and names, words and words; a reply may be of any kind, but stands for no name without one. */
function areOfOneKind({ question }: Asked, left: Values, right: Values): boolean {
  const both = [left, right];
  const hasName = both.some(({ kind }) => kind === "name");
  const hasReply = both.some(({ kind }) => kind === "reply");
  if (left.kind !== right.kind && !hasReply) return false;
  if (hasName && both.some(({ kind, tokens }) => kind === "reply" && !tokens.some(isWrittenLarge)))
    return false;
  // "LLC" founded nothing.
  const isCode = ({ kind, tokens }: Values) =>
    kind === "name" && tokens.every(({ raw }) => /^\p{Lu}+$/u.test(raw));
  return question.type !== "person" || !both.some(isCode);
}

function isWrittenLarge({ raw }: Token): boolean {
  return /^\p{Lu}|\d/u.test(raw);
}

/** "In Lisbon", "Lisbon is". */
function isPlaced({ statement, tokens }: Values): boolean {
  const all = statement.tokens();
  return tokens.some(
    ({ index }) =>
      all.slice(Math.max(0, index - 4), index).some(({ word }) => PLACED.test(word)) ||
      isAuxiliary(all[index + 1]),
  );
}

/** "AHL" written out in two ways. */
export function rivalExpansions(asked: Asked, a: Testimony, b: Testimony): Conflict | undefined {
  for (const { word, isContent } of asked.tokens) {
    if (!isContent || !/^[a-z]{3,6}$/.test(word)) continue;
    const [one, other] = [expansionIn(a, word), expansionIn(b, word)];
    if (one === undefined || other === undefined) continue;
    if (one.tokens.some((token, i) => token.stem !== other.tokens[i]?.stem))
      return [
        sideOf(a, one.statement, textOf(one.tokens)),
        sideOf(b, other.statement, textOf(other.tokens)),
      ];
  }
  return undefined;
}

function expansionIn({ statements }: Testimony, letters: string) {
  for (const statement of statements) {
    const tokens = statement.tokens();
    for (let at = 0; at + letters.length <= tokens.length; at += 1) {
      const run = tokens.slice(at, at + letters.length);
      if (run.every(({ word }, i) => word.length > 1 && word.startsWith(letters.charAt(i))))
        return { statement, tokens: run };
    }
  }
  return undefined;
}

/** What stood together stays together. */
function textOf(tokens: readonly Token[]): string {
  return tokens
    .map((token, at) => {
      const before = tokens[at - 1];
      const joint = before === undefined ? "" : before.index + 1 === token.index ? " " : ", ";
      return joint + token.raw;
    })
    .join("");
}
