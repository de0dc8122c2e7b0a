import type { Unit } from "../reading/read-units.ts";
import type { Token } from "../reading/token.ts";
import { likenessIn, type Vocabulary } from "./likeness.ts";

/** How far passages say the words of a sentence, and where. */
export interface Coverage {
  /** Weighted share of the words that are held, 0…1. */
  whole: number;
  /** The same by the best single unit. */
  single: number;
  /** Of the part that is held least. */
  weakest: number;
  /** Weight of the longest stretch of words that are not held. */
  gap: number;
  /** Weight of all that are not held. */
  missing: number;
  /** Share of neighbouring words that are neighbours in a unit too. */
  order: number;
  /** What all words weigh. */
  weight: number;
  /** The units that carry it, best first, each with what it holds that the ones before do not. */
  units: { unit: Unit; gain: number }[];
  /** Those, and every unit that holds nearly as much as the best. */
  close: Unit[];
  /** Per content token. */
  held: number[];
}

/** Words of a sentence with their weights. */
export interface Weighted {
  token: Token;
  weight: number;
}

const MAX_UNITS = 4;
const SECOND = 0.85;
const LEAST_GAIN = 0.08;
const TIE = 0.04;
const CLOSE = 0.9;
/** A part with less than this weight says too little to be judged by itself. */
const PART_WEIGHT = 1.2;

/** Covers a sentence's words with the units that hold most of them. */
export function cover(
  words: readonly Weighted[],
  sentence: readonly Token[],
  units: readonly Unit[],
  vocabulary: Vocabulary,
): Coverage {
  const total = Math.max(1e-9, sum(words.map((word) => word.weight)));
  const joining = sentence.filter((token) => !token.isContent);
  const rows = units.map((unit) => ({
    unit,
    likeness: words.map(({ token }) => likenessIn(token, unit, vocabulary)),
    // Of two units with the same words, the one with the same "not" and "only" is meant.
    joined: shareHeld(joining, unit),
  }));
  spreadPhrases(
    words,
    rows.map((row) => row.likeness),
  );
  const held: number[] = words.map(() => 0);
  const chosen: Coverage["units"] = [];
  let single = 0;
  while (chosen.length < MAX_UNITS) {
    const factor = chosen.length === 0 ? 1 : SECOND;
    let best: { row: (typeof rows)[number]; gain: number } | undefined;
    for (const row of rows) {
      if (chosen.some(({ unit }) => unit === row.unit)) continue;
      let gain = 0;
      words.forEach((word, i) => {
        gain += word.weight * Math.max(0, factor * (row.likeness[i] ?? 0) - (held[i] ?? 0));
      });
      if (gain > 0) gain += TIE * total * row.joined;
      if (best === undefined || gain > best.gain) best = { row, gain };
    }
    if (best === undefined || best.gain / total < LEAST_GAIN) break;
    if (chosen.length === 0) single = best.gain / total;
    for (let i = 0; i < words.length; i += 1) {
      held[i] = Math.max(held[i] ?? 0, factor * (best.row.likeness[i] ?? 0));
    }
    chosen.push({ unit: best.row.unit, gain: best.gain / total });
  }
  const weight = (i: number) => words[i]?.weight ?? 0;
  const parts = partsOf(words);
  const shares = parts.map((part) => {
    const partTotal = sum(part.map(weight));
    return (
      bestShare(
        part.map((i) => ({ i, weight: weight(i) })),
        rows,
        chosen,
      ) / Math.max(1e-9, partTotal)
    );
  });
  return {
    whole: sum(held.map((one, i) => one * weight(i))) / total,
    single,
    weakest: Math.min(1, ...shares),
    gap: longestGap(words, held),
    missing: sum(held.map((one, i) => (1 - one) * weight(i))),
    order: orderShare(
      words,
      chosen.map(({ unit }) => unit),
      vocabulary,
    ),
    weight: total,
    units: chosen,
    close: closeUnits(words, rows, chosen, single * total),
    held,
  };
}

function shareHeld(tokens: readonly Token[], unit: Unit): number {
  if (tokens.length === 0) return 0;
  return tokens.filter((token) => unit.byStem.has(token.stem)).length / tokens.length;
}

function closeUnits(
  words: readonly Weighted[],
  rows: readonly { unit: Unit; likeness: readonly number[] }[],
  chosen: Coverage["units"],
  best: number,
): Unit[] {
  const close = chosen.map(({ unit }) => unit);
  for (const row of rows) {
    if (close.includes(row.unit)) continue;
    const held = sum(row.likeness.map((one, i) => one * (words[i]?.weight ?? 0)));
    if (held >= CLOSE * best) close.push(row.unit);
  }
  return close;
}

/** What the unit that holds most of a part holds of it, with some help of the sentence's others. */
function bestShare(
  part: readonly { i: number; weight: number }[],
  rows: readonly { unit: Unit; likeness: readonly number[] }[],
  chosen: Coverage["units"],
): number {
  let best = 0;
  const others = rows.filter((row) => chosen.some(({ unit }) => unit === row.unit));
  for (const row of rows) {
    let held = 0;
    for (const { i, weight } of part) {
      let likeness = row.likeness[i] ?? 0;
      for (const other of others) likeness = Math.max(likeness, 0.7 * (other.likeness[i] ?? 0));
      held += likeness * weight;
    }
    best = Math.max(best, held);
  }
  return best;
}

/** A phrase that is matched as a whole holds all of its words: "hand in" is "submit". */
function spreadPhrases(words: readonly Weighted[], rows: readonly number[][]): void {
  words.forEach(({ token }, i) => {
    if (token.phrase === undefined) return;
    const end = token.index + token.phrase.length;
    for (const row of rows) {
      if ((row[i] ?? 0) < 0.7) continue;
      for (let j = i + 1; j < words.length && (words[j]?.token.index ?? end) < end; j += 1) {
        row[j] = Math.max(row[j] ?? 0, row[i] ?? 0);
      }
    }
  });
}

/** Indices of the words of each clause; one that says too little goes with the clause before. */
function partsOf(words: readonly Weighted[]): number[][] {
  const parts: number[][] = [];
  let clause = -1;
  words.forEach(({ token }, i) => {
    const last = parts.at(-1);
    const lastWeight = sum((last ?? []).map((j) => words[j]?.weight ?? 0));
    if (last === undefined || (token.clause !== clause && lastWeight >= PART_WEIGHT))
      parts.push([i]);
    else last.push(i);
    clause = token.clause;
  });
  const tail = parts.at(-1);
  if (
    parts.length > 1 &&
    tail !== undefined &&
    sum(tail.map((j) => words[j]?.weight ?? 0)) < PART_WEIGHT
  ) {
    parts.pop();
    parts.at(-1)?.push(...tail);
  }
  return parts;
}

function longestGap(words: readonly Weighted[], held: readonly number[]): number {
  let longest = 0;
  let gap = 0;
  words.forEach((word, i) => {
    if ((held[i] ?? 0) < 0.4) gap += word.weight;
    // A weak word that is found does not close a gap: "approved by the manager of finance".
    else if (!word.token.isWeak) gap = 0;
    longest = Math.max(longest, gap);
  });
  return longest;
}

const NEAR = 6;

function orderShare(
  words: readonly Weighted[],
  units: readonly Unit[],
  vocabulary: Vocabulary,
): number {
  const strong = words.filter(({ token }) => !token.isWeak);
  if (strong.length < 2) return 1;
  let found = 0;
  for (let i = 0; i + 1 < strong.length; i += 1) {
    const left = strong[i]?.token;
    const right = strong[i + 1]?.token;
    if (left === undefined || right === undefined) continue;
    const isNear = units.some((unit) => {
      const places = positions(left, unit, vocabulary);
      return positions(right, unit, vocabulary).some((b) =>
        places.some((a) => Math.abs(a - b) <= NEAR),
      );
    });
    if (isNear) found += 1;
  }
  return found / (strong.length - 1);
}

/** Where a unit holds a token; what stands around a unit is near everything in it. */
function positions(token: Token, unit: Unit, vocabulary: Vocabulary): number[] {
  const at: number[] = [];
  for (const stem of [token.stem, ...vocabulary.expand(token).map(([one]) => one)]) {
    for (const one of unit.byStem.get(stem) ?? []) at.push(one.index);
  }
  for (const group of token.phrase?.groups ?? token.groups) {
    for (const one of unit.byGroup.get(group) ?? []) at.push(one.index);
  }
  if (token.figure !== undefined) {
    for (const one of unit.tokens) if (one.figure !== undefined) at.push(one.index);
  }
  if (at.length === 0 && unit.around.stems.has(token.stem)) {
    for (const one of unit.tokens) at.push(one.index);
  }
  return at;
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
