import { foldWord, spellOut } from "./fold-word.ts";
import type { Person } from "./person.ts";

/** One way to write a name. */
export interface Variant {
  /** Folded words in their order. */
  words: readonly string[];
  identity: string;
  /** One word of several: it may stand for somebody else, or for no one. */
  isPart: boolean;
}

export const WORD = /[\p{L}\p{M}]+/gu;
/** No spaces between words, so a name stands anywhere. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const PARTICLES =
  /^(?:de|da|do|dos|del|della|di|du|la|le|van|von|der|den|ter|zu|zum|al|el|bin|ibn|y|e)$/;

/** Of a name written as one word, as in a login: a shorter one may be any word. */
const SHORTEST_JOINED = 8;

export function isUnspaced(name: string): boolean {
  return UNSPACED.test(name);
}

/** How people write the names of some: whole, turned, with an initial, by a part. */
export function nameVariants(people: readonly Person[]): Variant[] {
  return people.flatMap(({ names }, at) =>
    names.filter((name) => !isUnspaced(name)).flatMap((name) => variantsOf(name, `person:${at}`)),
  );
}

function variantsOf(name: string, identity: string): Variant[] {
  const units = name
    .normalize("NFC")
    .trim()
    .split(/[\s.,]+/);
  return [foldWord, spellOut].flatMap((fold) => {
    // O'Brien and Anna-Lena are one name of two words.
    const parts = units.flatMap((unit) => {
      const words = (unit.match(WORD) ?? []).map(fold);
      return words.length === 0 ? [] : [words];
    });
    const [first = [], last = []] = [parts[0], parts.at(-1)];
    if (parts.length < 2) return [{ words: first, identity, isPart: true }];
    const rest = parts.slice(1).flat();
    const initial = [(first[0] ?? "").slice(0, 1)];
    const whole = [
      [...first, ...rest],
      [...first, ...last],
      [...last, ...first],
      [...rest, ...first],
      [...initial, ...rest],
      [...initial, ...last],
    ];
    const joined = parts.flat().join("");
    const alone = parts.filter((words) => words.length > 1 || !PARTICLES.test(words[0] ?? ""));
    return [
      ...[...whole, ...(joined.length >= SHORTEST_JOINED ? [[joined]] : [])].map((words) => ({
        words,
        identity,
        isPart: false,
      })),
      ...alone.map((words) => ({ words, identity, isPart: true })),
    ];
  });
}
