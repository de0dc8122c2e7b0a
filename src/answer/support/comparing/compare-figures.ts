import { figuresAgree } from "../matching/figures-agree.ts";
import type { Place, Surroundings } from "../matching/place.ts";
import type { Unit } from "../reading/read-units.ts";
import type { Token } from "../reading/token.ts";
import { unitOf } from "../words/units.ts";

/** "As of", "updated", "version", "stand". */
const DATED =
  /^(?:as|updated|update|dated|version|edition|revised|reviewed|changed|published|stand|vom|aktualisiert|version|jour|date|fecha|actualizad[oa])$/;
const MARGIN = 0.05;
const ALIGNED = 0.4;
const SAYS_THE_REST = 0.75;
const LENDS = 0.45;

/** Names what is wrong with a sentence's figures; undefined where the units hold each in its place. */
export function compareFigures(
  sentence: readonly Token[],
  units: readonly Unit[],
  chosen: readonly Unit[],
  surroundings: Surroundings,
): string | undefined {
  for (const said of sentence) {
    if (said.figure === undefined) continue;
    const { figure } = said;
    const same: Place[] = [];
    const rivals: Place[] = [];
    let isAround = false;
    for (const unit of units) {
      for (const token of unit.figures) {
        if (token.figure === undefined) continue;
        if (figuresAgree(figure, token.figure)) same.push({ unit, token });
        else if (isRival(said, token)) rivals.push({ unit, token });
      }
      if (
        unit.around.tokens.some(
          (one) => one.figure !== undefined && figuresAgree(figure, one.figure),
        )
      )
        isAround = true;
    }
    const bestRival = surroundings.bestUnclaimed(
      said,
      rivals,
      (other, place) =>
        other.figure !== undefined &&
        place.token.figure !== undefined &&
        figuresAgree(other.figure, place.token.figure),
    );
    if (same.length === 0) {
      if (isAround || isImplied(said, chosen) || isDocumentDate(said, sentence, units)) continue;
      // "There are two ways": counted by the writer, not taken from a sentence.
      const isCounted =
        figure.spelled &&
        figure.unit === undefined &&
        figure.kind !== "date" &&
        (figure.values[0] ?? 9) <= 5;
      if (isCounted && bestRival < ALIGNED) continue;
      return `The cited passages do not hold “${figure.text.trim()}”.`;
    }
    if (isBorrowed(said, same, chosen, surroundings)) {
      return `The cited passages say “${figure.text.trim()}” of something else.`;
    }
    const bestSame = surroundings.best(said, same);
    if (bestRival > bestSame + MARGIN)
      return `The cited passages say “${figure.text.trim()}” of something else.`;
    // "Not used within 15 minutes" is "after 15 minutes": a negation may turn a bound.
    const opposed = same.filter(
      (place) =>
        isOpposed(said.bound, place.token.bound) &&
        said.negated === "no" &&
        place.token.negated === "no",
    );
    if (
      opposed.length > 0 &&
      surroundings.best(said, opposed) >=
        surroundings.best(
          said,
          same.filter((place) => !opposed.includes(place)),
        ) +
          0.02
    ) {
      return `The cited passages bound “${figure.text.trim()}” the other way.`;
    }
  }
  return undefined;
}

/** One unit says all the rest of the clause but has no such figure; the one that has it, nothing else. */
function isBorrowed(
  said: Token,
  same: readonly Place[],
  chosen: readonly Unit[],
  surroundings: Surroundings,
): boolean {
  const owners = same.map(({ unit }) => unit);
  const rest = Math.max(
    ...chosen
      .filter((unit) => !owners.includes(unit))
      .map((unit) => surroundings.share(said, unit)),
  );
  const own = Math.max(...owners.map((unit) => surroundings.share(said, unit)));
  return rest >= SAYS_THE_REST && own <= rest - LENDS;
}

function isOpposed(a: Token["bound"], b: Token["bound"]): boolean {
  return a !== undefined && b !== undefined && a !== b;
}

/** Only a figure that could stand in the same place competes: days with days, dates with dates. */
function isRival(said: Token, other: Token): boolean {
  const a = said.figure;
  const b = other.figure;
  if (a === undefined || b === undefined || a.kind !== b.kind) return false;
  if (a.kind === "date") return (a.date?.month !== undefined) === (b.date?.month !== undefined);
  if (a.unit === undefined || b.unit === undefined) return a.unit === b.unit;
  return a.unit.family === b.unit.family || (isTime(a.unit.family) && isTime(b.unit.family));
}

function isTime(family: string): boolean {
  return family === "time" || family === "long";
}

/** "As of March 2026", "last updated on 1 March 2026": the age of the document, not a date in it. */
function isDocumentDate(said: Token, sentence: readonly Token[], units: readonly Unit[]): boolean {
  const { figure } = said;
  const before = sentence.slice(Math.max(0, said.index - 3), said.index);
  if (figure === undefined || !before.some((token) => DATED.test(token.word))) return false;
  return units.some(({ updated }) => updated !== undefined && figuresAgree(figure, updated));
}

/** "one week" where the passage says "a week", "per week" or "weekly". */
function isImplied(said: Token, units: readonly Unit[]): boolean {
  const { figure } = said;
  if (figure?.values[0] !== 1 || figure.unit === undefined) return false;
  return units.some((unit) =>
    unit.tokens.some((token, at) => {
      const own = unitOf(token.word);
      if (own?.family !== figure.unit?.family || own?.size !== figure.unit?.size) return false;
      const before = unit.tokens[at - 1]?.word ?? "";
      return (
        token.opposites.length > 0 ||
        /^(?:an?|per|each|every|within|the|pro|ein\w*|un|une|una|par|por)$/.test(before)
      );
    }),
  );
}
