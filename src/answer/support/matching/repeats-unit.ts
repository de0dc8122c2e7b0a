import type { Unit } from "../reading/read-units.ts";
import type { Token } from "../reading/token.ts";

/** The units that a sentence repeats word for word, whole and in order; undefined where it does not. */
export function repeatedUnits(
  sentence: readonly Token[],
  units: readonly Unit[],
): readonly Unit[] | undefined {
  if (sentence.length === 0) return undefined;
  for (let first = 0; first < units.length; first += 1) {
    let at = 0;
    for (let next = first; next < units.length; next += 1) {
      const tokens = units[next]?.tokens ?? [];
      if (!tokens.every((token, i) => isSame(token, sentence[at + i]))) break;
      at += tokens.length;
      if (at === sentence.length) return units.slice(first, next + 1);
    }
  }
  return undefined;
}

/** A sign or unit is read with its figure and is no word of its own: "0.42 euros" is not "0.42 dollars". */
function isSame(token: Token, said: Token | undefined): boolean {
  const [own, other] = [token.figure?.unit?.family, said?.figure?.unit?.family];
  return token.word === said?.word && own === other;
}
