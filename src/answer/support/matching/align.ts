import type { Unit } from "../reading/read-units.ts";
import type { Token } from "../reading/token.ts";
import { findAlike, type Vocabulary } from "./likeness.ts";

/** Indices of two tokens, one of a sentence and one of a unit, that say the same. */
export type Pair = readonly [said: number, source: number];

/** The longest run of tokens that both have in the same order, as pairs of indices. */
export function align(sentence: readonly Token[], unit: Unit, vocabulary: Vocabulary): Pair[] {
  const { tokens } = unit;
  const alike = sentence.map((token) =>
    token.isContent
      ? new Set(findAlike(token, unit, vocabulary).map((one) => one.token))
      : undefined,
  );
  const isSame = (i: number, j: number) => {
    const source = tokens[j];
    if (source === undefined) return false;
    return alike[i]?.has(source) ?? sentence[i]?.word === source.word;
  };
  const width = tokens.length + 1;
  const best = new Uint16Array((sentence.length + 1) * width);
  for (let i = sentence.length - 1; i >= 0; i -= 1) {
    for (let j = tokens.length - 1; j >= 0; j -= 1) {
      best[i * width + j] = isSame(i, j)
        ? (best[(i + 1) * width + j + 1] ?? 0) + 1
        : Math.max(best[(i + 1) * width + j] ?? 0, best[i * width + j + 1] ?? 0);
    }
  }
  const pairs: Pair[] = [];
  let [i, j] = [0, 0];
  while (i < sentence.length && j < tokens.length) {
    if (isSame(i, j)) pairs.push([i++, j++]);
    else if ((best[(i + 1) * width + j] ?? 0) >= (best[i * width + j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return pairs;
}
