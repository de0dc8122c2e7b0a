import type { Place, Surroundings } from "../matching/place.ts";
import { isNegator } from "../reading/mark-polarity.ts";
import type { Unit } from "../reading/read-units.ts";
import type { Token } from "../reading/token.ts";
import type { Opposite } from "../words/opposites.ts";

const MARGIN = 0.08;
const ALIGNED = 0.4;

/** Names a word of the sentence whose opposite the units say in its place. */
export function compareOpposites(
  sentence: readonly Token[],
  units: readonly Unit[],
  chosen: readonly Unit[],
  surroundings: Surroundings,
): string | undefined {
  for (const said of sentence) {
    for (const opposite of said.opposites) {
      const { same, rivals: all, isAround } = placesOf(said, sentence, opposite, units);
      // Where nothing says the same, only what carries the sentence can say the opposite.
      const rivals = same.length > 0 ? all : all.filter(({ unit }) => chosen.includes(unit));
      if (rivals.length === 0 || isAround) continue;
      const bestSame = surroundings.best(said, same);
      const bestRival = surroundings.bestUnclaimed(
        said,
        rivals,
        (other, place) =>
          other.opposites.some((a) =>
            place.token.opposites.some((b) => a.set === b.set && a.side === b.side),
          ),
        same,
      );
      if (bestRival >= ALIGNED && bestRival > bestSame + MARGIN) {
        return `The cited passages say the opposite of “${said.raw}”.`;
      }
    }
  }
  return undefined;
}

function placesOf(
  said: Token,
  sentence: readonly Token[],
  opposite: Opposite,
  units: readonly Unit[],
) {
  const same: Place[] = [];
  const rivals: Place[] = [];
  let isAround = false;
  // "Don't start until 9" is a start at 9.
  const isTimed = sentence.some(
    (one) =>
      one.clause >= said.clause && /^(?:until|before|unless|bis|avant|hasta)$/.test(one.word),
  );
  for (const unit of units) {
    for (const token of unit.opposed) {
      for (const other of token.opposites) {
        if (other.set !== opposite.set) continue;
        const isSame = other.side === opposite.side;
        const isDenied =
          (said.negated === "direct" && token.negated === "no" && !isTimed) ||
          (said.negated === "no" &&
            token.negated === "direct" &&
            !sentence.some((one) => one.negated !== "no") &&
            // "Never without …" is no plain "never".
            unit.tokens.filter((one) => isNegator(unit.tokens, one)).length === 1);
        // "not included" is "excluded"; one of seven days that is denied says nothing of the rest.
        (isSame === isDenied ? rivals : same).push({ unit, token });
      }
    }
    if (
      unit.around.tokens.some((one) =>
        one.opposites.some((b) => b.set === opposite.set && b.side === opposite.side),
      )
    )
      isAround = true;
  }
  return { same, rivals, isAround };
}
