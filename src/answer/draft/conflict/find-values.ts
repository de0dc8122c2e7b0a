import { figuresAgree } from "../../support/matching/figures-agree.ts";
import { isLarge, isName } from "../../support/reading/is-name.ts";
import type { Token } from "../../support/reading/token.ts";
import { unitOf } from "../../support/words/units.ts";
import { isDisputed } from "./is-disputed.ts";
import { type Asked, isAlike, isAsked, isAuxiliary } from "./read-asked.ts";
import type { Statement, Testimony } from "./read-testimony.ts";

/** What a sentence gives for an answer. */
export interface Values {
  statement: Statement;
  kind: "figure" | "name" | "reply" | "word";
  /** Beside the word that says what is asked for: "Albany county" to "what county". */
  isNear: boolean;
  tokens: readonly Token[];
}

const SHORT_REPLY = 6;
const NEAR = 5;
const PARTS: ReadonlySet<number> = new Set([0.5, 1]);
const DAY_OR_MONTH =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|may|june|july|august|september|october|november|december)$/;

/** Of a document's sentences the first that names something, or else its first. */
export function valuesOf(asked: Asked, testimony: Testimony): Values | undefined {
  const all = testimony.statements.map((statement) => readValues(asked, statement));
  const told = all.filter(({ tokens }) => tokens.length > 0);
  return (
    told.find(({ kind, isNear }) => kind === "reply" || (kind !== "word" && isNear)) ??
    told.find(({ kind }) => kind !== "word") ??
    told[0]
  );
}

function readValues(asked: Asked, statement: Statement): Values {
  const tokens = statement.tokens();
  const fresh = tokens.filter(
    (token) =>
      token.isContent &&
      (!token.isWeak || isNamed(token, statement)) &&
      !isAsked(token, asked) &&
      !isDisputed(token, tokens),
  );
  if (statement.isReply && fresh.length <= SHORT_REPLY)
    return { statement, kind: "reply", isNear: true, tokens: fresh };
  const near = fresh.filter((token) => isBeside(token, tokens, asked.focus));
  for (const from of [near, fresh]) {
    const isNear = from === near;
    const names = from.filter((token) => isNamed(token, statement));
    if (names.length > 0) return { statement, kind: "name", isNear, tokens: names };
    const figures = from.filter((token) => token.figure !== undefined);
    if (figures.length > 0) return { statement, kind: "figure", isNear, tokens: figures };
  }
  return near.length > 0
    ? { statement, kind: "word", isNear: true, tokens: near }
    : { statement, kind: "word", isNear: false, tokens: fresh };
}

/** Figures of a sentence that the question does not hold; "one" and "half" only where they stand alone. */
export function figuresOf(asked: Asked, statement: Statement): Token[] {
  const tokens = statement.tokens();
  const all = tokens.filter(
    (token) =>
      token.figure !== undefined &&
      !isDisputed(token, tokens) &&
      !asked.tokens.some((other) => agrees(other, token)),
  );
  const more = all.filter(
    ({ figure }) => figure?.kind !== "number" || !PARTS.has(figure.values[0] ?? 0),
  );
  return more.length > 0 ? more : all;
}

/** Whether two words, or two figures, say the same. */
export function agrees(one: Token, other: Token): boolean {
  if (one.figure === undefined || other.figure === undefined) return one.stem === other.stem;
  return figuresAgree(one.figure, other.figure) || figuresAgree(other.figure, one.figure);
}

/** Whether a document says a value anywhere, of anything. */
export function holds(testimony: Testimony, value: Token): boolean {
  const all = testimony.all();
  return all.some((token) => agrees(token, value) && !isDisputed(token, all));
}

/** Whether a document names a value only to deny it. */
export function denies(testimony: Testimony, values: readonly Token[]): boolean {
  const all = testimony.all();
  return values.some(
    (value) =>
      !holds(testimony, value) &&
      all.some((token) => token.stem === value.stem && isDisputed(token, all)),
  );
}

/** Written large for no other reason than that it is a name. */
function isNamed(token: Token, { tokens, language }: Statement): boolean {
  if (token.figure !== undefined || DAY_OR_MONTH.test(token.word)) return false;
  if (unitOf(token.word) !== undefined) return false;
  const all = tokens();
  if (isName(token, all, language) || isLarge(token, language)) return true;
  return token.isFirst && /^\p{Lu}/u.test(token.raw) && isAuxiliary(all[token.index + 1]);
}

/** With nothing but small words and other names between. */
function isBeside(token: Token, tokens: readonly Token[], focus: string | undefined): boolean {
  if (focus === undefined) return false;
  return tokens.some((other) => {
    if (Math.abs(other.index - token.index) > NEAR || !isAlike(focus, other.stem)) return false;
    const [from, to] = [Math.min(other.index, token.index), Math.max(other.index, token.index)];
    const between = tokens.slice(from + 1, to);
    return !between.some((one) => one.isContent && !one.isWeak && /^\p{Ll}/u.test(one.raw));
  });
}
