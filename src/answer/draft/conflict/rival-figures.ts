import { countsAsked } from "../../../text/question/holds-answer-type.ts";
import type { TermWeights } from "../../../text/question/score-sentences.ts";
import type { Token } from "../../support/reading/token.ts";
import { unitOf } from "../../support/words/units.ts";
import { agrees, figuresOf, holds } from "./find-values.ts";
import type { Asked } from "./read-asked.ts";
import type { Statement, Testimony } from "./read-testimony.ts";
import { type Conflict, isOpposed, parityOf, sideOf } from "./statement-pair.ts";

/** What both sentences must hold of the question: with what is around them, themselves, and alike. */
export const LEAST_OF_FIGURES = { context: 0.65, own: 0.6, parity: 0.55 };

/** Two documents that give other figures for the same thing, neither of which the other holds. */
export function rivalFigures(
  asked: Asked,
  a: Testimony,
  b: Testimony,
  weights: TermWeights,
): Conflict | undefined {
  const first = ({ statements }: Testimony) =>
    statements.find((one) => figuresOf(asked, one).length > 0);
  const [x, y] = [first(a), first(b)];
  if (x === undefined || y === undefined || isOpposed(asked, x) || isOpposed(asked, y))
    return undefined;
  const least = LEAST_OF_FIGURES;
  if (Math.min(x.own, y.own) < least.own || Math.min(x.context, y.context) < least.context)
    return undefined;
  if (parityOf(asked, weights, x, y) < least.parity) return undefined;
  const { counted } = asked.question;
  const isCounted = [x, y].some((one) => one.isReply || countsAsked(one.quote, counted));
  if (counted !== undefined && !isCounted) return undefined;
  const [left, right] = [figuresOf(asked, x), figuresOf(asked, y)];
  if (left.some((one) => right.some((other) => agrees(one, other)))) return undefined;
  for (const one of left.filter((token) => isWanted(asked, x, token)))
    for (const other of right.filter((token) => isWanted(asked, y, token)))
      if (areRivals(one, other) && !holds(b, one) && !holds(a, other))
        return [sideOf(a, x, one.raw), sideOf(b, y, other.raw)];
  return undefined;
}

/** "How many weeks" asks for no days, "when" for no length of time, "how many teams" for no people. */
function isWanted({ question, tokens }: Asked, statement: Statement, token: Token): boolean {
  const { figure, index } = token;
  const { counted } = question;
  const next = statement.tokens()[index + 1];
  const countsOther = next?.isContent === true && !next.isWeak && next.clause === token.clause;
  if (counted !== undefined && countsOther && !countsAsked(statement.quote, counted)) return false;
  if (figure?.unit === undefined) return true;
  if (question.type === "time" && figure.kind === "number") return false;
  const units = tokens.map(({ word }) => unitOf(word)).filter((unit) => unit !== undefined);
  const { family, size } = figure.unit;
  return units.length === 0 || units.some((unit) => unit.family === family && unit.size === size);
}

/** Could stand in each other's place: days and days, dates and dates. */
export function areRivals(one: Token, other: Token): boolean {
  const [a, b] = [one.figure, other.figure];
  if (a === undefined || b === undefined || a.kind !== b.kind) return false;
  if (a.kind === "date") return (a.date?.month === undefined) === (b.date?.month === undefined);
  return a.unit === undefined || b.unit === undefined || a.unit.family === b.unit.family;
}
