import { fold } from "../../../text/tokenize.ts";
import { PARAPHRASES_A_TO_J } from "./paraphrases-a-to-j.ts";
import { PARAPHRASES_K_TO_Z } from "./paraphrases-k-to-z.ts";
import { stemOf } from "./stem-of.ts";
import { TRANSLATIONS } from "./translations.ts";

export interface Paraphrases {
  /** Groups by stem, for single words. */
  words: ReadonlyMap<string, readonly number[]>;
  /** Phrases by the stem they start with, longest first. */
  phrases: ReadonlyMap<string, readonly { stems: readonly string[]; groups: readonly number[] }[]>;
}

function readGroups(): Paraphrases {
  const words = new Map<string, number[]>();
  const byPhrase = new Map<string, { stems: string[]; groups: number[] }>();
  [PARAPHRASES_A_TO_J, PARAPHRASES_K_TO_Z, TRANSLATIONS]
    .flatMap((list) => list.trim().split(/[\n;]/))
    .forEach((line, group) => {
      for (const entry of line.split(/[,|]/)) {
        const stems = fold(entry.trim()).split(/\s+/).map(stemOf);
        const key = stems.join(" ");
        if (stems.length === 1) {
          const known = words.get(key) ?? [];
          if (!known.includes(group)) known.push(group);
          words.set(key, known);
        } else {
          const known = byPhrase.get(key) ?? { stems, groups: [] };
          known.groups.push(group);
          byPhrase.set(key, known);
        }
      }
    });
  const phrases = new Map<string, { stems: string[]; groups: number[] }[]>();
  for (const phrase of [...byPhrase.values()].sort((a, b) => b.stems.length - a.stems.length)) {
    const first = phrase.stems[0] ?? "";
    phrases.set(first, [...(phrases.get(first) ?? []), phrase]);
  }
  return { words, phrases };
}

const COMPOUNDS = new Map<string, readonly number[]>();

/** The groups of the words that a long one is made of: "Vollzeitbeschäftigte". */
export function compoundGroups(word: string): readonly number[] {
  const known = COMPOUNDS.get(word);
  if (known !== undefined) return known;
  const found = new Set<number>();
  for (const [part, groups] of PARAPHRASES.words) {
    if (part.length < 4 || word.length < part.length + 4) continue;
    if (word.startsWith(part) || word.endsWith(part)) for (const one of groups) found.add(one);
  }
  if (COMPOUNDS.size > 20_000) COMPOUNDS.clear();
  COMPOUNDS.set(word, [...found]);
  return [...found];
}

/**
 * What one writer puts for another without changing what is said. Narrower than the synonyms a
 * question is matched with: "leave" may stand for "vacation", "rate" not for "share". A word may
 * stand in several groups; those of one group may stand for one another.
 */
export const PARAPHRASES: Paraphrases = readGroups();
