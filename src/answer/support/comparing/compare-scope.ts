import { findAlike, type Vocabulary } from "../matching/likeness.ts";
import { deniesSomehow, isNegator } from "../reading/mark-polarity.ts";
import type { Unit } from "../reading/read-units.ts";
import type { Token } from "../reading/token.ts";

const UNIVERSAL = /^(?:all|every|each|any|anyone|anybody|everyone|everybody|whoever|entire|whole)$/;
const ANY_TIME = /^(?:always|whenever|anytime)$/;
const PARTIAL = /^(?:half|some|part|many|several|quarter|third|majority|selected|certain|few)$/;
const WIDE =
  /^(?:all|every|each|any|anyone|anybody|everyone|everybody|whoever|always|whenever|no|none|nobody|never|whatever|regardless|both|only)$/;
const CONDITION = /^(?:if|unless|provided|wenn|falls|si|sofern|cuando)$/;
const LINKS = /^(?:by|to|from)$/;
const OURS = /^(?:we|us|our|ours)$/;
/** So much of a condition may be missing where it is told in other words. */
const KEPT = 0.4;
/** A list that is denied as a whole need not show it at each of its words. */
const MOSTLY = 0.66;
/** How far behind its verb the one stands to whom something is done. */
const REACH = 5;

export interface Scoped {
  sentence: readonly Token[];
  /** Those that carry the sentence, best first. */
  chosen: readonly Unit[];
  vocabulary: Vocabulary;
}

/**
 * Names where a sentence says of all what the units say of some, keeps no condition of theirs, lets
 * one do what the other does, or says a part of what they deny as a whole.
 */
export function compareScope(scoped: Scoped): string | undefined {
  for (const unit of scoped.chosen.slice(0, 2)) {
    const found = swappedIn(scoped, unit) ?? widenedIn(scoped, unit) ?? deniedPartIn(scoped, unit);
    if (found !== undefined) return found;
  }
  return scoped.chosen[0] === undefined ? undefined : unboundIn(scoped, scoped.chosen[0]);
}

/** "Closed by the customer after the opener agreed", where the opener closes it. */
function swappedIn({ sentence, vocabulary }: Scoped, unit: Unit): string | undefined {
  const isSame = (said: Token, source: Token) =>
    (OURS.test(said.word) && OURS.test(source.word)) ||
    (said.isContent && findAlike(said, unit, vocabulary).some((one) => one.token === source));
  for (const link of sentence) {
    if (!LINKS.test(link.word)) continue;
    // "To update" leads to nobody.
    if (link.word === "to" && sentence[link.index + 1]?.isContent !== false) continue;
    const [said, end] = objectOf(sentence, link);
    const verbs = sentence.slice(Math.max(0, link.index - REACH), link.index);
    if (said === undefined || said.figure !== undefined) continue;
    const isThere = unit.tokens.some((other) => {
      const [, last] = objectOf(unit.tokens, other);
      const phrase = unit.tokens.slice(other.index, last + 1);
      return other.word === link.word && phrase.some((one) => isSame(said, one));
    });
    if (isThere) continue;
    for (const other of unit.tokens) {
      if (other.word !== link.word) continue;
      const [source, sourceEnd] = objectOf(unit.tokens, other);
      if (source === undefined || source.figure !== undefined) continue;
      const before = unit.tokens.slice(Math.max(0, other.index - REACH), other.index);
      const isSameVerb = verbs.some(
        (a) => !a.isWeak && a.isContent && before.some((b) => isSame(a, b)),
      );
      const outside = (tokens: readonly Token[], from: number, to: number) =>
        tokens.filter((one) => one.index < from || one.index > to);
      const isExchanged =
        outside(unit.tokens, other.index, sourceEnd).some((one) => isSame(said, one)) &&
        outside(sentence, link.index, end).some((one) => isSame(one, source));
      if (isSameVerb && isExchanged)
        return `The cited passages do not say “${link.raw} ${said.raw}” there.`;
    }
  }
  return undefined;
}

/** The first word of whom or what a "by", "to" or "from" leads to, and where its group ends. */
function objectOf(tokens: readonly Token[], link: Token): [Token | undefined, number] {
  const behind = tokens.slice(link.index + 1, link.index + 4);
  const found = behind.find(
    (one) => one.clause === link.clause && (one.isContent || OURS.test(one.word)),
  );
  return [found, (found ?? link).index + 1];
}

/** "All options vest" where "half of the options" do. */
function widenedIn({ sentence, vocabulary }: Scoped, unit: Unit): string | undefined {
  for (const said of sentence) {
    if (!UNIVERSAL.test(said.word) || isDeniedBefore(sentence, said)) continue;
    const noun = sentence.slice(said.index + 1, said.index + 4).findLast((one) => one.isContent);
    if (noun === undefined) continue;
    for (const { token } of findAlike(noun, unit, vocabulary)) {
      const part = unit.tokens
        .slice(Math.max(0, token.index - 4), token.index)
        .find((one) => one.clause === token.clause && PARTIAL.test(one.raw.toLowerCase()));
      if (part !== undefined && !sentence.some((one) => one.word === part.word))
        return `The cited passages say “${part.raw}”, not “${said.raw}”.`;
    }
  }
  return undefined;
}

/** "Anyone may" where the unit says "may, if you have been trained". */
function unboundIn({ sentence, vocabulary }: Scoped, unit: Unit): string | undefined {
  const said = sentence.find(
    (one) =>
      (UNIVERSAL.test(one.word) || ANY_TIME.test(one.word)) && !isDeniedBefore(sentence, one),
  );
  if (said === undefined || unit.tokens.some((one) => WIDE.test(one.word))) return undefined;
  const isHeld = (one: Token) =>
    sentence.some((token) =>
      findAlike(token, unit, vocabulary).some((alike) => alike.token === one),
    );
  const bound = unit.tokens.find((one) => one.bound === "most" && one.figure?.unit !== undefined);
  if (ANY_TIME.test(said.word) && bound !== undefined && !isHeld(bound))
    return `The cited passages do not say “${said.raw}”.`;
  if (sentence.some((one) => CONDITION.test(one.word) || one.word === "when")) return undefined;
  for (const cue of unit.tokens) {
    if (!CONDITION.test(cue.word)) continue;
    const condition = unit.tokens.filter(
      (one) => one.clause === cue.clause && one.isContent && !one.isWeak,
    );
    const held = condition.filter(isHeld).length;
    if (condition.length > 0 && held < KEPT * condition.length)
      return `The cited passages say it under a condition: “${cue.raw}”.`;
  }
  return undefined;
}

/** "We pay for upgrades, but not for fines" where neither is paid. */
function deniedPartIn({ sentence, vocabulary }: Scoped, unit: Unit): string | undefined {
  if (!sentence.some((one) => isNegator(sentence, one))) return undefined;
  if (unit.tokens.filter((one) => isNegator(unit.tokens, one)).length !== 1) return undefined;
  for (const clause of new Set(sentence.map((one) => one.clause))) {
    const all = sentence.filter((one) => one.clause === clause);
    if (all.some((one) => one.negated !== "no" || deniesSomehow(one))) continue;
    const words = all.filter((one) => one.isContent && !one.isWeak && one.figure === undefined);
    const found = words
      .map((one) =>
        findAlike(one, unit, vocabulary)
          .filter(({ likeness }) => likeness > 0.7)
          .map(({ token }) => token),
      )
      .filter((tokens) => tokens.length > 0);
    const denied = found.filter((tokens) => tokens.every((one) => one.negated !== "no"));
    const direct = found.filter((tokens) => tokens.every((one) => one.negated === "direct"));
    const isDenied = denied.length >= MOSTLY * words.length && direct.length > 1;
    if (isDenied && found.length === words.length)
      return `The cited passages deny “${words[0]?.raw}”.`;
  }
  return undefined;
}

/** "Not every", "without any". */
function isDeniedBefore(tokens: readonly Token[], token: Token): boolean {
  return (
    token.negated !== "no" ||
    tokens.slice(Math.max(0, token.index - 3), token.index).some((one) => isNegator(tokens, one))
  );
}
