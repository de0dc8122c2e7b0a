import { align, type Pair } from "../matching/align.ts";
import { figuresAgree } from "../matching/figures-agree.ts";
import { findAlike, type Vocabulary } from "../matching/likeness.ts";
import type { Surroundings } from "../matching/place.ts";
import { deniesSomehow, isNegator } from "../reading/mark-polarity.ts";
import type { Unit } from "../reading/read-units.ts";
import type { Token } from "../reading/token.ts";

/** From these shares of words that stand in the same order on, a sentence repeats a unit. */
const REPEATS = 0.6;
const SAME_ELSE = 0.75;
const MIN_WORDS = 4;
/** A longer stretch that is left out is a shortening, not a lost "not". */
const LEFT_OUT = 3;
const LIMIT =
  /^(?:only|unless|except|hardly|rarely|excluding|nur|ausser|seulement|sauf|solo|excepto)$/;

const CONDITION = /^(?:if|when|where|wenn|falls|si|cuando)$/;

export interface Wording {
  sentence: readonly Token[];
  /** Those that carry the sentence. */
  chosen: readonly Unit[];
  units: readonly Unit[];
  isName: (token: Token, tokens: readonly Token[]) => boolean;
  surroundings: Surroundings;
  vocabulary: Vocabulary;
}

/** A stretch between two words that a sentence and a unit share, as each of them fills it. */
interface Gap {
  said: readonly Token[];
  source: readonly Token[];
  isTail: boolean;
}

/**
 * Names what a sentence changed that repeats a unit nearly word for word: a "not" gone or come, a
 * name, figure or other word put where another one stands.
 */
export function compareWording(wording: Wording): string | undefined {
  const { sentence, chosen, vocabulary } = wording;
  let reason: string | undefined;
  for (const unit of chosen) {
    const pairs = align(sentence, unit, vocabulary);
    if (pairs.length < MIN_WORDS || pairs.length < REPEATS * sentence.length) continue;
    const gaps = gapsOf(sentence, unit, pairs);
    const isSameElse = pairs.length >= SAME_ELSE * sentence.length && pairs.length > MIN_WORDS;
    const found =
      turnedIn(gaps, sentence, unit, pairs, isNegator) ??
      turnedIn(gaps, sentence, unit, pairs, (_, token) => LIMIT.test(token.word)) ??
      replacedIn(gaps, unit, wording, isSameElse);
    // A unit that says exactly this settles it, whatever another one says.
    if (found === undefined) return undefined;
    reason ??= found;
  }
  return reason;
}

function gapsOf(sentence: readonly Token[], unit: Unit, pairs: readonly Pair[]): Gap[] {
  let [from, start] = [0, openingOf(unit.tokens, pairs[0]?.[1] ?? 0)];
  return [...pairs, [sentence.length, unit.tokens.length] as const].map(([to, end]) => {
    const isTail = to === sentence.length;
    const said = sentence.slice(from, to);
    const source = unit.tokens.slice(start, isTail ? start + said.length : end);
    [from, start] = [to + 1, end + 1];
    return { said, source, isTail };
  });
}

type Turns = (tokens: readonly Token[], token: Token) => boolean;

function turnedIn(
  gaps: readonly Gap[],
  sentence: readonly Token[],
  unit: Unit,
  pairs: readonly Pair[],
  turns: Turns,
): string | undefined {
  const opening = openingOf(unit.tokens, pairs[0]?.[1] ?? 0);
  // "If nobody does, it goes to …" may be told without its condition.
  const isConditional = sentence.some(({ word }) => CONDITION.test(word));
  const isTold = (token: Token) =>
    turns(unit.tokens, token) &&
    (isConditional ||
      !unit.tokens.some((one) => one.clause === token.clause && CONDITION.test(one.word)));
  const range = unit.tokens.slice(opening, endingOf(unit.tokens, pairs.at(-1)?.[1] ?? 0));
  // As many on both sides: it only moved ("can be made only if", "can only be made if").
  const more =
    sentence.filter((token) => turns(sentence, token)).length - range.filter(isTold).length;
  if (more === 0) return undefined;
  for (const { said, source, isTail } of gaps) {
    const turned = said.find((token) => turns(sentence, token));
    const turning = source.find(isTold);
    const isTurnedElse = unit.tokens.some((one) => one.word === "otherwise");
    if (more > 0 && turned && !turning && !source.some(denies) && !isTurnedElse) {
      return `The cited passages hold no “${turned.raw}” there.`;
    }
    const isShort = !isTail && source.length <= LEFT_OUT + said.length;
    if (more < 0 && turning && !turned && isShort && !said.some(denies)) {
      return `The cited passages say “${turning.raw}” there.`;
    }
  }
  return undefined;
}

function replacedIn(
  gaps: readonly Gap[],
  unit: Unit,
  { sentence, units, isName, surroundings, vocabulary }: Wording,
  isSameElse: boolean,
): string | undefined {
  const isAlike = (token: Token, others: readonly Token[]) =>
    findAlike(token, unit, vocabulary).some((one) => others.includes(one.token));
  for (const { said, source } of gaps) {
    const isTight = Math.abs(source.length - said.length) <= 1 && said.length <= LEFT_OUT;
    if (!isTight) continue;
    const [ours, theirs] = [said.filter(isTelling), source.filter(isTelling)];
    const head = ours.at(-1);
    // In a sentence that is the same otherwise, another word of the passages says another thing.
    const isWord = isSameElse && ours.length === theirs.length && ours.length <= 2;
    const isPlain = [head, ...theirs].every((token) => token?.figure === undefined);
    if (head && isWord && isPlain && !isAlike(head, theirs)) {
      if (units.some((other) => other.byStem.has(head.stem))) return replacement(head);
    }
    const names = source.filter((one) => one.figure !== undefined || isName(one, unit.tokens));
    const strange = said.find((token) => {
      if (token.figure === undefined && !isName(token, sentence)) return false;
      const rivals = names.filter(
        (one) => (one.figure === undefined) === (token.figure === undefined),
      );
      const isKept =
        isAlike(token, names) ||
        names.some((name) => name.stem === token.stem || agree(token, name));
      if (rivals.length === 0 || isKept) return false;
      // "A gets 28 days, and B 14": what stands elsewhere in the unit may be what is meant.
      const there = findAlike(token, unit, vocabulary).map((one) => ({ unit, token: one.token }));
      const here = rivals.map((one) => ({ unit, token: one }));
      return surroundings.best(token, there) < surroundings.best(token, here);
    });
    if (strange !== undefined) return replacement(strange);
  }
  return undefined;
}

function replacement(token: Token): string {
  return `The cited passages do not say “${token.raw}” there.`;
}

function agree(a: Token, b: Token): boolean {
  return a.figure !== undefined && b.figure !== undefined && figuresAgree(a.figure, b.figure);
}

function isTelling(token: Token): boolean {
  return token.isContent && !token.isWeak;
}

function denies(token: Token): boolean {
  const isModal = token.modality === "forbidden" || token.modality === "need-not";
  return isModal || token.negated === "direct" || deniesSomehow(token);
}

/** Where the words right before the first common one begin, in the same clause: "Never …". */
function openingOf(tokens: readonly Token[], first: number): number {
  let at = first;
  while (at > 0 && first - at < LEFT_OUT && tokens[at - 1]?.clause === tokens[first]?.clause) {
    at -= 1;
  }
  return at;
}

/** The same behind the last one: "for others there is none". */
function endingOf(tokens: readonly Token[], last: number): number {
  let at = last + 1;
  while (at - last <= LEFT_OUT && tokens[at]?.clause === tokens[last]?.clause) at += 1;
  return at;
}
