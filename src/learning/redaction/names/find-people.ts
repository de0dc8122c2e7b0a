import type { Detector, Finding } from "../finding.ts";
import { isAmbiguous } from "./ambiguous-words.ts";
import { findUnspacedNames } from "./find-unspaced-names.ts";
import { foldWord } from "./fold-word.ts";
import { nameVariants, type Variant, WORD } from "./name-variants.ts";
import type { Person } from "./person.ts";

interface Word {
  text: string;
  folded: string;
  start: number;
  end: number;
}

/** Between the words of one name. */
const BETWEEN = /^(?:\s{1,3}|\.\s?|,\s|[-'’_])$/u;
/** Before somebody who is spoken to or of. */
const ADDRESSED =
  /(?:\b(?:mr|mrs|ms|miss|dr|prof|herr|herrn|frau|mme|mlle|monsieur|madame|se[nñ]or|se[nñ]ora|sr|sra|sig|signora?|dhr|mevr|hi|hello|hey|dear|hallo|moin|liebe|lieber|bonjour|salut|hola|ciao|ol[aá]|thanks|thank you|thx|danke|merci|gracias|grazie|obrigad[oa]|cc|regards|gr[uü][sß]+e?|lg|vg|best|cheers|ask(?:ed)?|frag)\.?,?\s|@)$/u;
const SHORTEST_PART = 3;
const LATIN_ENDING = /^s$/;

/** Finds people of a directory by whole words: by their full names, by a part of one where that is safe. */
export function createPeopleFinder(people: readonly Person[]): Detector {
  const byFirst = Map.groupBy(distinct(nameVariants(people)), ({ words }) => words[0] ?? "");
  const unspaced = findUnspacedNames(people);
  return (text) => {
    const words = wordsOf(text);
    const found: Finding[] = [];
    for (let at = 0; at < words.length; at += 1) {
      const match = matchAt(text, words, at, byFirst);
      if (match === undefined) continue;
      found.push(match.finding);
      at += match.words - 1;
    }
    return [...found, ...unspaced(text)];
  };
}

function matchAt(
  text: string,
  words: readonly Word[],
  at: number,
  byFirst: ReadonlyMap<string, readonly Variant[]>,
) {
  const first = words[at];
  if (first === undefined) return undefined;
  const variants = stemsOf(first.folded).flatMap((stem) => byFirst.get(stem) ?? []);
  for (const variant of variants.toSorted((a, b) => b.words.length - a.words.length)) {
    const last = lastWord(text, words, at, variant);
    const end = words[last ?? -1];
    if (last === undefined || end === undefined) continue;
    if (variant.isPart && !isSafePart(text, first, end, variant)) continue;
    const { identity } = variant;
    const finding: Finding = { kind: "PERSON", start: first.start, end: end.end, identity };
    return { finding, words: last - at + 1 };
  }
  return undefined;
}

/** Which word a variant ends with that begins at one; an initial may stand in between. */
function lastWord(
  text: string,
  words: readonly Word[],
  at: number,
  { words: wanted }: Variant,
): number | undefined {
  let next = at;
  for (const [position, name] of wanted.entries()) {
    if (position > 0) {
      next += 1;
      const isInitial = /^\p{Lu}$/u.test(words[next]?.text ?? "") && name.length > 1;
      if (isInitial && position === wanted.length - 1) next += 1;
    }
    const word = words[next];
    const previous = words[next - 1];
    if (word === undefined || !stemsOf(word.folded).includes(name)) return undefined;
    if (position === 0) {
      if (name.length === 1 && !/[.'’]/.test(text[word.end] ?? "")) return undefined;
      continue;
    }
    if (previous === undefined || !BETWEEN.test(text.slice(previous.end, word.start))) {
      return undefined;
    }
  }
  return next;
}

function isSafePart(text: string, first: Word, last: Word, { words }: Variant): boolean {
  const isCased = /\p{Lu}|\p{Ll}/u.test(first.text);
  if (isCased && !/^\p{Lu}/u.test(first.text)) return false;
  if (isWithin(text, first.start, last.end)) return false;
  const said = text.slice(Math.max(0, first.start - 16), first.start).toLowerCase();
  const [name = ""] = words;
  const isSafe = words.length > 1 || (name.length >= SHORTEST_PART && !isAmbiguous(name));
  return isSafe || ADDRESSED.test(said);
}

/** A part of something longer: `Anna-Projekt`, `Mark_IV`, `#Silva`, `silva.exe`. */
function isWithin(text: string, start: number, end: number): boolean {
  const behind = text.slice(end, end + 2);
  return (
    /^[\p{N}_/\\]|^[-.][\p{L}\p{N}]/u.test(behind) || /[\p{N}_/\\.#$-]/u.test(text[start - 1] ?? "")
  );
}

/** A word, and what it may be a form of: Annas, Иваном, ومحمد. */
function stemsOf(folded: string): string[] {
  const stems = [folded];
  if (/^\p{Script=Latin}/u.test(folded)) {
    if (folded.length > 4 && LATIN_ENDING.test(folded.slice(-1))) stems.push(folded.slice(0, -1));
  } else if (/^\p{Script=Cyrillic}/u.test(folded)) {
    for (const cut of [1, 2, 3]) {
      const stem = folded.slice(0, -cut);
      if (stem.length >= 3) stems.push(stem, `${stem}а`, `${stem}я`, `${stem}й`, `${stem}ь`);
    }
  } else if (/^[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(folded) && folded.length > 3) {
    stems.push(folded.slice(1));
  }
  return stems;
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    text: word,
    folded: foldWord(word),
    start: index,
    end: index + word.length,
  }));
}

/** A name that two people have is the first one's, so that it is always the same. */
function distinct(variants: readonly Variant[]): Variant[] {
  const known = new Map<string, Variant>();
  for (const variant of variants) {
    const key = variant.words.join(" ");
    const other = known.get(key);
    if (other === undefined || (other.isPart && !variant.isPart)) known.set(key, variant);
  }
  return [...known.values()];
}
