import type { Unit } from "../reading/read-units.ts";
import type { Token } from "../reading/token.ts";
import type { Weighted } from "./cover.ts";
import { findAlike, type Vocabulary } from "./likeness.ts";

/** A token of a unit that could be what a token of the sentence says. */
export interface Place {
  unit: Unit;
  token: Token;
}

/** Finds out which of several places a word of the sentence speaks of, by what stands around it. */
export interface Surroundings {
  /** 0…1: how much of what surrounds the word in the sentence surrounds the place. */
  score(said: Token, place: Place): number;
  /** The best score among places; 0 where there are none. */
  best(said: Token, places: readonly Place[]): number;
  /** 0…1: how much of what surrounds a word of the sentence a unit holds, wherever. */
  share(said: Token, unit: Unit): number;
  /**
   * The best score among rivals that no other word of the sentence speaks of; `same` are the word's
   * own places, which the other one would have to take in exchange.
   */
  bestUnclaimed(
    said: Token,
    rivals: readonly Place[],
    agrees: (other: Token, place: Place) => boolean,
    same: readonly Place[],
  ): number;
}

/** Two words that could both speak of a place: the one that does so nearly as well may have it. */
const CLAIM = 0.15;
const AROUND = 0.5;
const BEFORE = 0.25;
const OPPOSED = 0.6;
/** A clause of fewer words tells nothing of where it comes from. */
const LEAST_TOLD = 2;
const SAME_LINK = 0.12;
const SAME_NEIGHBOUR = 0.08;
/** Another figure tells best which one is meant: "20% for grade 8". */
const FIGURE = 1.5;
/** Words before a figure or name that say which end of something it is. */
const LINK =
  /^(?:to|from|by|until|till|between|after|before|than|von|bis|vom|zum|zur|fur|durch|au|par|pour|al|del|por|para|with|under|over|per)$/;

type Alike = ReturnType<typeof findAlike>;

export function createSurroundings(
  words: readonly Weighted[],
  sentence: readonly Token[],
  vocabulary: Vocabulary,
): Surroundings {
  const alike = new Map<Unit, Alike[]>();
  const alikeIn = (unit: Unit) => {
    const known = alike.get(unit) ?? words.map(({ token }) => findAlike(token, unit, vocabulary));
    alike.set(unit, known);
    return known;
  };
  const score = (said: Token, place: Place) => {
    const rows = alikeIn(place.unit);
    const isFronted = opensClause(place);
    let total = 0;
    let held = 0;
    words.forEach(({ token, weight }, i) => {
      if (token === said || isPhrasePart(said, token) || isSameName(said, token)) return;
      const value = weight * nearness(said, token) * (token.figure === undefined ? 1 : FIGURE);
      total += value;
      let best = 0;
      for (const { token: other, likeness } of rows[i] ?? []) {
        if (other === place.token) continue;
        best = Math.max(best, likeness * nearnessInUnit(place.token, other, isFronted));
      }
      if (best < AROUND && place.unit.around.stems.has(token.stem)) best = AROUND;
      if (best < BEFORE && place.unit.before.stems.has(token.stem)) best = BEFORE;
      if (best < 0.95 && isOpposed(token, place)) best -= OPPOSED;
      held += value * best;
    });
    const isLinked =
      linkBefore(said, sentence) !== "" &&
      linkBefore(said, sentence) === linkBefore(place.token, place.unit.tokens);
    return (
      (total > 0 ? held / total : 0.5) +
      (isLinked ? SAME_LINK : 0) +
      SAME_NEIGHBOUR * sharedNeighbours(said, place)
    );
  };
  const sharedNeighbours = (said: Token, place: Place) => {
    const rows = alikeIn(place.unit);
    const isAlike = (a: Token | undefined, b: Token | undefined) =>
      a !== undefined &&
      b !== undefined &&
      ((a.word === b.word && a.isContent) ||
        (rows[words.findIndex(({ token }) => token === a)] ?? []).some(({ token }) => token === b));
    const at = (tokens: readonly Token[], token: Token, step: number) => tokens[token.index + step];
    let shared = 0;
    for (const step of [-1, 1]) {
      if (isAlike(at(sentence, said, step), at(place.unit.tokens, place.token, step))) shared += 1;
    }
    return shared;
  };
  return {
    share(said, unit) {
      let [total, held, told] = [0, 0, 0];
      words.forEach(({ token, weight }, i) => {
        if (token === said || token.clause !== said.clause) return;
        total += weight;
        if (token.figure === undefined) told += 1;
        const isHeld = (alikeIn(unit)[i] ?? []).length > 0 || unit.around.stems.has(token.stem);
        if (isHeld) held += weight;
      });
      if (told < LEAST_TOLD) return 0;
      return total > 0 ? held / total : 1;
    },
    bestUnclaimed(said, rivals, agrees, same) {
      let best = 0;
      const bestOf = (token: Token) =>
        same.reduce((highest, place) => Math.max(highest, score(token, place)), 0);
      const own = bestOf(said);
      for (const place of rivals) {
        const value = score(said, place);
        if (value <= best) continue;
        const isClaimed = sentence.some(
          (other) =>
            other !== said &&
            agrees(other, place) &&
            value + bestOf(other) - score(other, place) - own <= CLAIM,
        );
        if (!isClaimed) best = value;
      }
      return best;
    },
    score,
    best: (said, places) => places.reduce((best, place) => Math.max(best, score(said, place)), 0),
  };
}

/** "Becker" says nothing of where "Tom" stands. */
function isSameName(said: Token, other: Token): boolean {
  const isLarge = (token: Token) => /^\p{Lu}/u.test(token.raw) && token.figure === undefined;
  return Math.abs(said.index - other.index) === 1 && isLarge(said) && isLarge(other);
}

function isPhrasePart(said: Token, other: Token): boolean {
  return (
    said.phrase !== undefined &&
    other.index > said.index &&
    other.index < said.index + said.phrase.length
  );
}

function nearness(a: Token, b: Token): number {
  const distance = Math.abs(a.index - b.index);
  return (a.clause === b.clause ? 1 : 0.6) / (1 + 0.05 * distance);
}

/** "Up to € 200, agents decide": a clause of its figure and what it counts belongs to the one behind it. */
function opensClause({ token, unit }: Place): boolean {
  return !unit.tokens.some(
    (one) =>
      one.clause === token.clause &&
      one.isContent &&
      !one.isWeak &&
      one.figure === undefined &&
      one.index !== token.index + 1,
  );
}

function nearnessInUnit(a: Token, b: Token, isFronted: boolean): number {
  if (a.cell !== b.cell) return a.cell === 0 || b.cell === 0 ? 0.9 : 0.3;
  const clauses = isFronted && b.clause === a.clause + 1 ? 0 : Math.abs(a.clause - b.clause);
  const distance = Math.max(0, Math.abs(a.index - b.index) - 2);
  // What stood before goes on to hold ("28 days for A and 14 for B"); what follows does not.
  const carried = a.index > b.index ? 0.92 : 0.6;
  return (clauses === 0 ? 1 : carried) / (1 + 0.02 * distance);
}

function isOpposed(token: Token, place: Place): boolean {
  if (token.opposites.length === 0) return false;
  return place.unit.tokens.some(
    (other) =>
      other.clause === place.token.clause &&
      other.cell === place.token.cell &&
      other.opposites.some((b) =>
        token.opposites.some((a) => a.set === b.set && a.side !== b.side),
      ),
  );
}

/** The joining word before a token, past articles and adjectives: "until the end of March". */
function linkBefore(token: Token, tokens: readonly Token[]): string {
  for (let at = token.index - 1; at >= Math.max(0, token.index - 2); at -= 1) {
    const one = tokens[at];
    if (one === undefined || one.clause < token.clause - 1) break;
    if (LINK.test(one.word)) return one.word;
    if (one.isContent) break;
  }
  return "";
}
