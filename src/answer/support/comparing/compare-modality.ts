import { findAlike, type Vocabulary } from "../matching/likeness.ts";
import type { Place, Surroundings } from "../matching/place.ts";
import type { Unit } from "../reading/read-units.ts";
import type { Modality, Token } from "../reading/token.ts";

const MARGIN = 0.1;
const ALIGNED = 0.4;
const CONFLICTS: Readonly<Record<Modality, readonly Modality[]>> = {
  must: ["may", "can", "need-not"],
  may: ["must", "forbidden"],
  can: ["forbidden"],
  "need-not": ["must", "forbidden"],
  forbidden: ["may", "can"],
  should: ["forbidden", "need-not"],
};
/** Words that leave everything else out. */
export const ONLY =
  /^(?:only|solely|exclusively|nur|ausschliesslich|lediglich|seulement|uniquement|exclusivement|solo|solamente|unicamente|exclusivamente)$/;

/** A sentence beside what may deny it. */
export interface Compared {
  sentence: readonly Token[];
  units: readonly Unit[];
  /** Those that carry the sentence, best first. */
  chosen: readonly Unit[];
  surroundings: Surroundings;
  vocabulary: Vocabulary;
}

/** Names a "must", "may" or "can" of the sentence that the units turn into another one. */
export function compareModality({
  sentence,
  chosen,
  surroundings,
  vocabulary,
}: Compared): string | undefined {
  for (const said of sentence) {
    if (said.modality === undefined) continue;
    // "You need to" is how many say what is merely the way to do it.
    const isMild = /^(?:need|have)/.test(said.word);
    // "Can only be restored whole" goes with "cannot be restored in part".
    const isLimited = sentence.some((one) => ONLY.test(one.word) && one.clause === said.clause);
    const conflicts = CONFLICTS[said.modality].filter(
      (one) => !(isMild && one === "can") && !(isLimited && one === "forbidden"),
    );
    const verb = verbOf(sentence, said);
    const same: Place[] = [];
    const rivals: Place[] = [];
    for (const unit of chosen) {
      for (const token of unit.tokens) {
        if (token.modality === undefined) continue;
        const other = verbOf(unit.tokens, token);
        const isOther =
          verb !== undefined &&
          other !== undefined &&
          !findAlike(verb, unit, vocabulary).some((one) => one.token === other);
        if (isOther) continue;
        (conflicts.includes(token.modality) ? rivals : same).push({ unit, token });
      }
    }
    if (rivals.length === 0) continue;
    const bestRival = surroundings.bestUnclaimed(
      said,
      rivals,
      (other, place) => other.modality === place.token.modality,
      same,
    );
    if (bestRival >= ALIGNED && bestRival > surroundings.best(said, same) + MARGIN) {
      return `The cited passages do not say “${said.raw}” of this.`;
    }
  }
  return undefined;
}

/** What a modal word is said of: "carried" of "may be carried over"; unknown of "is allowed". */
function verbOf(tokens: readonly Token[], modal: Token): Token | undefined {
  const next = tokens[modal.index + 1];
  const isVerb = /^(?:must|shall|may|might|can|could|should|ought)$/.test(modal.word);
  if (!isVerb && next?.word !== "to") return undefined;
  return tokens.find(
    (one) =>
      one.index > modal.index &&
      one.clause === modal.clause &&
      one.isContent &&
      one.figure === undefined &&
      !/ly$|^(?:always|even|still|already)$/.test(one.word),
  );
}
