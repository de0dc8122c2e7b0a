import { figuresAgree } from "../matching/figures-agree.ts";
import type { Place, Surroundings } from "../matching/place.ts";
import type { Figure } from "../reading/read-figures.ts";
import type { Unit } from "../reading/read-units.ts";
import type { Token } from "../reading/token.ts";
import { unitOf } from "../words/units.ts";

/** "As of", "updated", "version", "stand". */
const DATED =
  /^(?:as|dates|written|changed|update|dated|version|edition|revised|reviewed|published|stand|vom|aktualisiert|version|jour|date|fecha|actualizad[oa])$/;
/** "The policy of 2026", "the 2026 rules". */
const PAGE =
  /^(?:polic(?:y|ies)|rules?|pages?|guides?|guidelines?|handbook|documents?|one|richtlinie|seite|regeln?|regles?|politique|politica|normas?)$/;
const SCOPE =
  /^(?:appl(?:y|ies|ied|icable)|valid|effective|force|gilt|gelten|gultig|vigueur|vigor|valable|valido)$/;
const POINTER =
  /^(?:it|this|that|they|them|these|those|then|otherwise|dann|dies|das|ensuite|cela|ce|entonces|esto)$/;
const MARGIN = 0.05;
/** Another unit is worded in another way, which moves its score without telling anything. */
const MARGIN_ELSEWHERE = 0.12;
const ALIGNED = 0.4;
const SAYS_THE_REST = 0.75;
const LENDS = 0.45;

/** Names what is wrong with a sentence's figures; undefined where the units hold each in its place. */
export function compareFigures(
  sentence: readonly Token[],
  units: readonly Unit[],
  chosen: readonly Unit[],
  surroundings: Surroundings,
  asked: readonly Figure[],
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
        else if (isRival(said, token) && !isLabel(token, unit)) rivals.push({ unit, token });
      }
      if (
        unit.around.tokens.some(
          (one) => one.figure !== undefined && figuresAgree(figure, one.figure),
        )
      )
        isAround = true;
    }
    const bestOf = (places: readonly Place[]) =>
      surroundings.bestUnclaimed(
        said,
        places,
        (other, place) =>
          other.figure !== undefined &&
          place.token.figure !== undefined &&
          figuresAgree(other.figure, place.token.figure),
        same,
      );
    if (same.length === 0) {
      if (isAround || isImplied(said, chosen) || isDocumentDate(said, sentence, units)) continue;
      // "There are two ways": counted by the writer, not taken from a sentence.
      const isCounted =
        figure.spelled &&
        figure.unit === undefined &&
        figure.kind !== "date" &&
        (figure.values[0] ?? 9) <= 5;
      const isGiven = isAsked(said, sentence, units, asked);
      if ((isCounted || isGiven) && bestOf(rivals) < ALIGNED) continue;
      return `The cited passages do not hold “${figure.text.trim()}”.`;
    }
    if (isBorrowed(said, same, chosen, surroundings)) {
      return `The cited passages say “${figure.text.trim()}” of something else.`;
    }
    const bestSame = surroundings.best(said, same);
    const owners = same.map(({ unit }) => unit);
    const beside = rivals.filter(({ unit }) => owners.includes(unit));
    const elsewhere = rivals.filter(({ unit }) => !owners.includes(unit));
    if (bestOf(beside) > bestSame + MARGIN || bestOf(elsewhere) > bestSame + MARGIN_ELSEWHERE)
      return `The cited passages say “${figure.text.trim()}” of something else.`;
    // "Not used within 15 minutes" is "after 15 minutes": a negation may turn a bound.
    const opposed = same.filter(
      (place) =>
        isOpposed(said.bound, place.token.bound) &&
        !chosen.some((unit) => pointsBack(unit, said) && unit.tokens.some(isDenied)) &&
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

/** "At four hours, as that is shorter than five": the asker's figure beside the passage's. */
function isAsked(
  said: Token,
  sentence: readonly Token[],
  units: readonly Unit[],
  asked: readonly Figure[],
): boolean {
  const { figure } = said;
  if (figure === undefined || !asked.some((one) => figuresAgree(figure, one))) return false;
  return sentence.some(
    (other) =>
      other !== said &&
      isRival(said, other) &&
      units.some((unit) =>
        unit.figures.some(
          ({ figure: one }) => one && other.figure && figuresAgree(other.figure, one),
        ),
      ),
  );
}

/** One unit says all the rest of the clause but has no such figure; the one that has it, nothing else. */
function isBorrowed(
  said: Token,
  same: readonly Place[],
  chosen: readonly Unit[],
  surroundings: Surroundings,
): boolean {
  const owners = same.map(({ unit }) => unit);
  const { figure } = said;
  if (figure?.kind === "ordinal" || (figure?.kind === "date" && owners.some(isScope))) return false;
  const rest = Math.max(
    ...chosen
      .filter((unit) => !owners.includes(unit) && !pointsBack(unit, said) && !isScope(unit))
      .map((unit) => surroundings.share(said, unit)),
  );
  const own = Math.max(...owners.map((unit) => surroundings.share(said, unit)));
  return rest >= SAYS_THE_REST && own <= rest - LENDS;
}

/** "This page applies from 1 January 2026": a date of all that the page says. */
function isScope(unit: Unit): boolean {
  return unit.tokens.some((token) => SCOPE.test(token.word));
}

/** "Answer within 5 minutes. If nobody does, it goes to …": the figure stands right before. */
function pointsBack(unit: Unit, said: Token): boolean {
  const { figure } = said;
  return (
    figure !== undefined &&
    unit.tokens.some((token) => POINTER.test(token.word)) &&
    unit.before.tokens.some(
      (token) => token.figure !== undefined && figuresAgree(figure, token.figure),
    )
  );
}

function isDenied(token: Token): boolean {
  return token.negated !== "no";
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

/** A figure that names its row is what is asked for, not what is told. */
function isLabel(token: Token, unit: Unit): boolean {
  return token.cell === 0 && unit.tokens.some((one) => one.cell > 0);
}

function isTime(family: string): boolean {
  return family === "time" || family === "long";
}

/** "As of March 2026", "last updated on 1 March 2026": the age of the document, not a date in it. */
function isDocumentDate(said: Token, sentence: readonly Token[], units: readonly Unit[]): boolean {
  const { figure } = said;
  const before = sentence.slice(Math.max(0, said.index - 3), said.index);
  const after = sentence.slice(said.index + 1, said.index + 2);
  const isPages = [...before, ...after].some(({ word }) => DATED.test(word) || PAGE.test(word));
  if (figure === undefined || !isPages) return false;
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
      const [second = "", first = ""] = [unit.tokens[at - 2]?.word, unit.tokens[at - 1]?.word];
      const before = /^(?:calendar|full|whole|working|single)$/.test(first) ? second : first;
      return (
        token.opposites.length > 0 ||
        /^(?:an?|per|each|every|within|the|pro|ein\w*|un|une|una|par|por)$/.test(before)
      );
    }),
  );
}
