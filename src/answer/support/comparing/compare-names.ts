import { findAlike, type Vocabulary } from "../matching/likeness.ts";
import type { Place, Surroundings } from "../matching/place.ts";
import { isName } from "../reading/is-name.ts";
import { groupsOf, type Unit } from "../reading/read-units.ts";
import type { Token } from "../reading/token.ts";

const MARGIN = 0.1;
const OPENING = 12;

/** Names a name or code of the sentence that the units lack, or hold in another place. */
export function compareNames(
  sentence: readonly Token[],
  language: string,
  units: readonly Unit[],
  surroundings: Surroundings,
  vocabulary: Vocabulary,
): string | undefined {
  const names = sentence.filter((token) => isName(token, sentence, language));
  for (const said of names) {
    const same: Place[] = [];
    let isKnown = false;
    for (const unit of units) {
      for (const { token, likeness } of findAlike(said, unit, vocabulary)) {
        if (likeness >= 0.75) same.push({ unit, token });
      }
      isKnown ||=
        (isOpening(unit, units) && same.some((place) => place.unit === unit)) ||
        unit.around.stems.has(said.stem) ||
        groupsOf(said).some((group) => unit.around.groups.has(group));
    }
    if (same.length === 0) {
      if (isKnown) continue;
      return `The cited passages do not name “${said.raw}”.`;
    }
    if (isKnown) continue;
    const rivals = units.flatMap((unit) =>
      unit.names
        .filter((token) => token.stem !== said.stem && token.opposites.length === 0)
        .filter((token) => !isNeighbourName(token, unit, said, names))
        .map((token) => ({ unit, token })),
    );
    const bestRival = surroundings.bestUnclaimed(
      said,
      rivals,
      (other, place) =>
        other.stem === place.token.stem ||
        findAlike(other, place.unit, vocabulary).some((one) => one.token === place.token),
      same,
    );
    if (bestRival > surroundings.best(said, same) + MARGIN) {
      return `The cited passages say this of another than “${said.raw}”.`;
    }
  }
  return undefined;
}

/** "For colleagues in Toronto and Houston.": a short first sentence says whom all the rest is about. */
function isOpening(unit: Unit, units: readonly Unit[]): boolean {
  const first = units.find((one) => one.n === unit.n);
  return first === unit && unit.tokens.length <= OPENING;
}

/** "Schmidt" of "Anna Schmidt" is no rival of "Anna". */
function isNeighbourName(token: Token, unit: Unit, said: Token, names: readonly Token[]): boolean {
  const near = [unit.tokens[token.index - 1], unit.tokens[token.index + 1]];
  return (
    near.some((one) => one !== undefined && one.stem === said.stem) ||
    names.some((name) => name.stem === token.stem && Math.abs(name.index - said.index) === 1)
  );
}
