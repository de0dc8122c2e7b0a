import { findAlike, type Vocabulary } from "../matching/likeness.ts";
import type { Place } from "../matching/place.ts";
import { deniesSomehow, isNegator } from "../reading/mark-polarity.ts";
import type { Unit } from "../reading/read-units.ts";
import type { Token } from "../reading/token.ts";
import { type Compared, compareModality, ONLY } from "./compare-modality.ts";

const MARGIN = 0.1;
const ALIGNED = 0.4;
const LIMITS =
  /^(?:only|solely|exclusively|just|limited|restricted|reserved|alone|exclusive|sole|nur|ausschliesslich|lediglich|allein|seulement|uniquement|exclusivement|que|solo|solamente|unicamente|exclusivamente|must|unless|except|nobody|limit|merely|purely)$/;
const EXCEPTS =
  /^(?:except\w*|unless|excluding|excluded?|ausser|ausgenommen|sauf|excepte|hormis|excepto|salvo|apart|exempt\w*|aside|barring|save)$/;

/** Names where the sentence denies what the units say, or says what they deny. */
export function comparePolarity(compared: Compared): string | undefined {
  return (
    compareModality(compared) ??
    compareDenials(compared) ??
    compareNegators(compared) ??
    compareLimits(compared)
  );
}

/** Word by word: what is denied in the sentence is denied in its place, and the other way round. */
function compareDenials({
  sentence,
  chosen,
  surroundings,
  vocabulary,
}: Compared): string | undefined {
  const isEverDenied = isDenied(sentence);
  for (const said of sentence) {
    if (!said.isContent || said.figure !== undefined) continue;
    if (said.negated === "clause" || (said.negated === "no" && isEverDenied)) continue;
    const same: Place[] = [];
    const rivals: Place[] = [];
    for (const unit of chosen) {
      for (const { token, likeness } of findAlike(said, unit, vocabulary)) {
        if (likeness < 0.7) continue;
        // "Never without …" is no plain "never".
        const isRival =
          said.negated === "direct"
            ? // "Unsure" is "in doubt": the "un-" is gone only where "sure" stands.
              token.negated === "no" && (said.stem === token.stem || !isUndone(said))
            : token.negated === "direct" && countNegators(unit.tokens) < 2;
        (isRival ? rivals : same).push({ unit, token });
      }
    }
    if (rivals.length === 0) continue;
    if (said.negated === "no" && isDeniedSomehow(sentence)) continue;
    const isDeniedElsewhere = rivals.some(
      ({ unit }) => isDenied(unit.tokens) || isDeniedSomehow(unit.tokens),
    );
    const isTurned = rivals.some(({ unit }) => saysDenied(sentence, unit, vocabulary));
    if (said.negated === "direct" && isDeniedElsewhere && !isTurned) continue;
    const bestRival = surroundings.best(said, rivals);
    if (
      bestRival >= ALIGNED &&
      bestRival > surroundings.best(said, same) + (said.negated === "direct" ? MARGIN : 0.05)
    ) {
      return said.negated === "direct"
        ? `The cited passages do not deny “${said.raw}”.`
        : `The cited passages deny “${said.raw}”.`;
    }
  }
  return undefined;
}

/** "By mail, not by phone" for "by phone, not by mail": it says what the unit denies. */
function saysDenied(sentence: readonly Token[], unit: Unit, vocabulary: Vocabulary): boolean {
  const denied = unit.tokens.filter((one) => one.negated === "direct" && one.isContent);
  return sentence.some(
    (token) =>
      token.isContent &&
      !token.isWeak &&
      token.negated === "no" &&
      findAlike(token, unit, vocabulary).some((one) => denied.includes(one.token)),
  );
}

function isUndone(token: Token): boolean {
  return /^(?:un|non)/.test(token.word) && !token.word.startsWith(token.stem);
}

/** Sentence by sentence: a negator that only one side has. */
function compareNegators({ sentence, chosen, vocabulary }: Compared): string | undefined {
  const negator = sentence.find((token) => isNegator(sentence, token));
  const isDeniedAnywhere = isDenied(sentence) || isDeniedSomehow(sentence);
  if (
    negator !== undefined &&
    !chosen.some((unit) => unit.tokens.some((one) => one.negated !== "no" || deniesSomehow(one)))
  ) {
    return `The cited passages hold no “${negator.raw}”.`;
  }
  if (isDeniedAnywhere) return undefined;
  return chosen
    .slice(0, 2)
    .map((unit, rank) => deniedClause(sentence, unit, rank, vocabulary))
    .find((reason) => reason !== undefined);
}

/** A clause that a unit denies and that the sentence says; all of it, where another unit says more. */
function deniedClause(
  sentence: readonly Token[],
  unit: Unit,
  rank: number,
  vocabulary: Vocabulary,
): string | undefined {
  if (countNegators(unit.tokens) > 1 && rank > 0) return undefined;
  for (const cue of unit.tokens) {
    if (!isNegator(unit.tokens, cue)) continue;
    const clause = unit.tokens.filter(
      (one) => one.clause === cue.clause && one.cell === cue.cell && one.isContent && !one.isWeak,
    );
    const alike = new Set(
      sentence.flatMap((token) =>
        findAlike(token, unit, vocabulary)
          .filter((one) => one.likeness > 0.7)
          .map((one) => one.token),
      ),
    );
    // "Unused" denies what "not used" denies.
    const isUndone = sentence.some(
      (token) =>
        token.negated === "direct" &&
        findAlike(token, unit, vocabulary).some((one) => one.token.clause === cue.clause),
    );
    if (isUndone) continue;
    const held = clause.filter((one) => alike.has(one)).length;
    const isSaid = rank === 0 ? held >= 0.67 * clause.length : held === clause.length && held > 1;
    if (clause.length > 0 && isSaid) return `The cited passages deny it: “${cue.raw}”.`;
  }
  return undefined;
}

function compareLimits({ sentence, units, chosen, vocabulary }: Compared): string | undefined {
  const limit = sentence.find((token) => ONLY.test(token.word) && !isLooseOnly(sentence, token));
  const isLimited = chosen
    .slice(0, 2)
    .some((unit) =>
      unit.tokens.some((one) => LIMITS.test(one.word) || one.negated !== "no" || isBounded(one)),
    );
  if (limit !== undefined && !isLimited) return `The cited passages hold no “${limit.raw}”.`;
  const exception = sentence.find((token) => EXCEPTS.test(token.word));
  const related = units.filter((unit) => sharesWords(sentence, unit, vocabulary));
  const isExcepted = [...chosen, ...related].some((unit) =>
    unit.tokens.some(
      (one) => EXCEPTS.test(one.word) || LIMITS.test(one.word) || one.negated !== "no",
    ),
  );
  if (exception !== undefined && !isExcepted)
    return `The cited passages hold no “${exception.raw}”.`;
  const first = chosen[0];
  if (
    first === undefined ||
    isDeniedSomehow(sentence) ||
    sentence.some(
      (one) =>
        LIMITS.test(one.word) ||
        EXCEPTS.test(one.word) ||
        one.negated !== "no" ||
        one.modality === "must" ||
        one.word === "apart",
    )
  )
    return undefined;
  for (const cue of first.tokens) {
    const isOnly = ONLY.test(cue.word) && !isLooseOnly(first.tokens, cue);
    if (!isOnly && !EXCEPTS.test(cue.word)) continue;
    const scope = first.tokens
      .filter(
        (one) =>
          one.index > cue.index &&
          one.clause - cue.clause <= (isOnly ? 0 : 1) &&
          one.cell === cue.cell &&
          one.isContent,
      )
      .slice(0, isOnly ? 1 : 3);
    const isHeld = (one: Token) =>
      sentence.some((token) =>
        findAlike(token, first, vocabulary).some(
          (alike) => alike.token === one && alike.likeness > 0.7,
        ),
      );
    if (scope.length > 0 && scope.every(isHeld))
      return `The cited passages limit it: “${cue.raw}”.`;
  }
  return undefined;
}

/** Whether a unit speaks of two things that the sentence speaks of. */
function sharesWords(sentence: readonly Token[], unit: Unit, vocabulary: Vocabulary): boolean {
  const shared = sentence.filter(
    (token) =>
      token.isContent &&
      !token.isWeak &&
      findAlike(token, unit, vocabulary).some((one) => one.likeness > 0.7),
  );
  return shared.length > 1;
}

/** "up to five days" limits the days, not who may take them. */
function isBounded(token: Token): boolean {
  return (
    token.bound === "most" && token.figure?.kind === "number" && token.figure.unit !== undefined
  );
}

/** "not only", "the only": no limit on what is said. */
function isLooseOnly(tokens: readonly Token[], token: Token): boolean {
  return /^(?:not|nicht|pas|no)$/.test(tokens[token.index - 1]?.word ?? "");
}

function countNegators(tokens: readonly Token[]): number {
  return tokens.filter((token) => isNegator(tokens, token)).length;
}

/** A word with "un-" denies itself alone. */
function isDenied(tokens: readonly Token[]): boolean {
  return tokens.some((token) => isNegator(tokens, token) || token.negated === "clause");
}

function isDeniedSomehow(tokens: readonly Token[]): boolean {
  return tokens.some(deniesSomehow);
}
