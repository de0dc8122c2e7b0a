import { seededRandom } from "../../support/seeded-random.ts";

/** Choices that are the same for the same seed. */
export interface Chance {
  /** 0…1 */
  next(): number;
  /** Whether something of this probability happens. */
  happens(probability: number): boolean;
  /** A whole number from 0, below `end`. */
  below(end: number): number;
  pick<T>(choices: readonly T[]): T;
}

/** Of one request in a run, so that it can be made again without those before it. */
export function createChance(seed: number, index: number): Chance {
  const random = seededRandom(scramble(scramble(seed) ^ index));
  const below = (end: number) => Math.floor(random() * end);
  return {
    next: random,
    happens: (probability) => random() < probability,
    below,
    pick<T>(choices: readonly T[]): T {
      if (choices.length === 0) throw new Error("There is nothing to choose from.");
      return choices[below(choices.length)] as T;
    },
  };
}

/** Neighbouring numbers begin far apart. */
function scramble(number: number): number {
  let mixed = (number + 0x9e3779b9) >>> 0;
  for (const factor of [0x85ebca6b, 0xc2b2ae35]) {
    mixed = Math.imul(mixed ^ (mixed >>> 15), factor) >>> 0;
  }
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
