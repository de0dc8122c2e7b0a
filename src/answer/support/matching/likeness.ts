import { synonymsOf } from "../../../text/question/synonyms.ts";
import { groupsOf, type Reading, type Unit } from "../reading/read-units.ts";
import type { Token } from "../reading/token.ts";
import { figuresAgree } from "./figures-agree.ts";

/** How much of a word another one stands for, 0…1. */
const LIKENESS = { same: 1, paraphrase: 0.9, near: 0.75, loose: 0.55 } as const;
const AROUND = 0.85;
const BEFORE = 0.6;
/** A part of a compound holds no more than so much: the rest may be a sentence without its spaces. */
const LEAST_PART = 0.36;

/** Finds the words of the passages that a word is a form of, or loosely a synonym of. */
export interface Vocabulary {
  /** Takes in the stems of a further passage. */
  add(stems: Iterable<string>): void;
  /** Stems other than the word's own, with their likeness. */
  expand(token: Token): readonly (readonly [stem: string, likeness: number])[];
}

/** Indexes stems by their beginnings; answers are kept, as sentences share their words. */
export function createVocabulary(): Vocabulary {
  const byStart = new Map<string, string[]>();
  const all = new Set<string>();
  const long: string[] = [];
  const known = new Map<string, readonly (readonly [string, number])[]>();
  const read = (token: Token) => {
    const found = new Map<string, number>();
    for (const synonym of synonymsOf(token.stem)) {
      if (all.has(synonym)) found.set(synonym, LIKENESS.loose);
    }
    for (const near of byStart.get(token.stem.slice(0, 4)) ?? []) {
      if (isNearForm(token.stem, near)) found.set(near, LIKENESS.near);
    }
    if (token.stem.length >= 5) {
      for (const other of long) {
        if (isCompound(token.stem, other)) found.set(other, LIKENESS.near);
      }
    }
    found.delete(token.stem);
    return [...found];
  };
  return {
    add(stems) {
      known.clear();
      for (const one of stems) {
        if (all.has(one)) continue;
        all.add(one);
        if (one.length >= 7) long.push(one);
        const start = one.slice(0, 4);
        const others = byStart.get(start);
        if (others === undefined) byStart.set(start, [one]);
        else others.push(one);
      }
    },
    expand(token) {
      const answer = known.get(token.stem) ?? read(token);
      known.set(token.stem, answer);
      return answer;
    },
  };
}

// "competitor" and "competit(ion)" have different stems but one root.
function isNearForm(a: string, b: string): boolean {
  if (/\d/.test(a + b) || a.length < 4 || b.length < 4) return false;
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared += 1;
  const longest = Math.max(a.length, b.length);
  return shared >= 4 && shared >= 0.67 * longest && longest - shared <= 5;
}

// German compounds: "Reisekosten" is held by "Reisekostenabrechnung".
function isCompound(a: string, b: string): boolean {
  if (a === b || !/^[\p{L}]+$/u.test(a)) return false;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return (
    short.length >= 5 &&
    long.length >= short.length + 3 &&
    short.length >= LEAST_PART * long.length &&
    (long.startsWith(short) || long.endsWith(short))
  );
}

/** Tokens of a sentence live as long as its check does, and their matches no longer. */
const MATCHES = new WeakMap<Token, Map<Unit, readonly Alike[]>>();

export interface Alike {
  token: Token;
  likeness: number;
}

/** The tokens of a unit that a token may stand for, best first in kind. */
export function findAlike(token: Token, unit: Unit, vocabulary: Vocabulary): readonly Alike[] {
  let known = MATCHES.get(token);
  if (known === undefined) {
    known = new Map();
    MATCHES.set(token, known);
  }
  let alike = known.get(unit);
  if (alike === undefined) {
    alike = matchIn(token, unit, vocabulary);
    known.set(unit, alike);
  }
  return alike;
}

/** "More than 5" is the row that says so, not "2 to 5". */
function boundLikeness(token: Token, other: Token): number {
  return token.bound === undefined || token.bound === other.bound
    ? LIKENESS.same
    : LIKENESS.paraphrase;
}

const NO_MATCH: readonly Alike[] = [];

function matchIn(token: Token, unit: Unit, vocabulary: Vocabulary): readonly Alike[] {
  const found: Alike[] = [];
  if (token.figure !== undefined) {
    for (const other of unit.figures) {
      if (other.figure !== undefined && figuresAgree(token.figure, other.figure)) {
        found.push({ token: other, likeness: boundLikeness(token, other) });
      }
    }
    return found;
  }
  for (const other of unit.byStem.get(token.stem) ?? []) {
    if (other.figure === undefined) found.push({ token: other, likeness: LIKENESS.same });
  }
  if (found.length > 0) return found;
  for (const group of groupsOf(token)) {
    for (const other of unit.byGroup.get(group) ?? []) {
      found.push({ token: other, likeness: LIKENESS.paraphrase });
    }
  }
  if (found.length > 0) return found;
  const spelled = spelledOutIn(token, unit);
  if (spelled !== undefined) return [{ token: spelled, likeness: LIKENESS.paraphrase }];
  for (const [stem, likeness] of vocabulary.expand(token)) {
    for (const other of unit.byStem.get(stem) ?? []) found.push({ token: other, likeness });
  }
  return found.length > 0 ? found : NO_MATCH;
}

/** Where a unit spells an abbreviation out ("EU"), or abbreviates the words from here on. */
function spelledOutIn(token: Token, unit: Unit): Token | undefined {
  if (!/^\p{Lu}{2,6}$/u.test(token.raw)) return undefined;
  return unit.tokens.find((_, start) => {
    const words = unit.tokens.slice(start, start + token.word.length);
    // "in the" spells no "IT"; of longer ones a word may be empty: "paid time off".
    const empty = words.filter((one) => !one.isContent).length;
    return (
      empty <= (words.length > 2 ? 1 : 0) &&
      words.map((one) => one.word[0] ?? "").join("") === token.word
    );
  });
}

/** How well a unit, with what stands around it, holds a token: 0…1. */
export function likenessIn(token: Token, unit: Unit, vocabulary: Vocabulary): number {
  let best = 0;
  for (const { likeness } of findAlike(token, unit, vocabulary)) best = Math.max(best, likeness);
  if (best >= AROUND) return best;
  const { figure } = token;
  // Where the date has no business, the comparison of figures says so.
  if (figure !== undefined && unit.updated !== undefined && figuresAgree(figure, unit.updated))
    return AROUND;
  best = Math.max(best, AROUND * likenessInReading(token, unit.around));
  return Math.max(best, BEFORE * likenessInReading(token, unit.before));
}

function likenessInReading(token: Token, reading: Reading): number {
  if (token.figure !== undefined) {
    const { figure } = token;
    return reading.tokens.some(
      (one) => one.figure !== undefined && figuresAgree(figure, one.figure),
    )
      ? 1
      : 0;
  }
  if (reading.stems.has(token.stem)) return LIKENESS.same;
  return groupsOf(token).some((group) => reading.groups.has(group)) ? LIKENESS.paraphrase : 0;
}
