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
/** Behind somebody who does or says something, is away or is right: no month, thing or program does. */
const DOES =
  /^(?:\s(?:already|also|just|always|usually|once|then|hat|a|ha|heeft)?\s?(?:says?|said|thinks?|thought|told|tells|asked|asks|wants?|wanted|knows?|knew|wrote|writes|mentioned|confirmed|approved|promised|suggested|reported|called|forgot|remembers|replied|insists|complained|noticed|handed|(?:is|was|'s|’s)\s(?:right|wrong|away|off|out(?= |\.|,|$)|back|sick|ill|on (?:leave|holiday|vacation|call|it|site)|here|there|in (?:today|charge|the office|a meeting|hospital)|busy|at (?:lunch|home|the)|responsible|the one|new|gone|leaving|looking|working|checking|asking|waiting|coming)|(?:has|had|hat|hatte|heeft)\s(?:it|them|the|a|his|her|my|your|left|no|asked|told|said|been|already|es|ihn|sie|den|die|das|het|de)|does(?:n['’]t)?|didn['’]t|can['’]t|couldn['’]t|won['’]t|isn['’]t|wasn['’]t|hasn['’]t|sagte?|meinte?|schrieb|fragte?|weiß|wollte|möchte|gemeint|gesagt|geschrieben|kümmert|ist (?:krank|weg|im urlaub|heute|nicht da|zuständig)|dit|disait|pense|veut|voulait|est (?:malade|absente?|en congé|parti)|dice|dijo|piensa|quiere|está (?:de|enferm|fuera)|detto|dice|pensa|vuole|è (?:malat|in ferie|via|fuori)|disse|diz|quer|está|zegt|zei|wil|is ziek|powiedział|mówi|prosił)(?![\p{L}])|\s(?:and|und|et|y|e|en)\s(?:i|ich|je|yo|io|ik|me)(?!\p{L}))/iu;
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
  const said = text.slice(Math.max(0, first.start - 24), first.start).toLowerCase();
  const [name = ""] = words;
  const isSafe = words.length > 1 || (name.length >= SHORTEST_PART && !isAmbiguous(name));
  const behind = text.slice(last.end, last.end + 32);
  return (
    isSafe || ADDRESSED.test(said) || DOES.test(behind) || isWithinSentence(said, name, behind)
  );
}

/** Words that have a capital within a sentence only where they are somebody's first name. */
const FIRST_NAMES = new Set(
  "mark will grace hope bill jack frank carol dean grant chase drew faith joy max miles penny ray rich rose ruth sandy sue vic guy herb gene dale glen heather holly ivy lily pearl violet wade warren yuki tom rob pat".split(
    " ",
  ),
);

/** Behind a small word that is no article, and before none with a capital of its own or a number. */
function isWithinSentence(said: string, name: string, behind: string): boolean {
  if (!FIRST_NAMES.has(name)) return false;
  if (HAS_DONE.test(behind)) return true;
  const word = /(?:^|[\s("])(\p{Ll}[\p{Ll}'’]+)\s$/u.exec(said)?.[1];
  if (word === undefined || NO_NAMES_BEHIND.test(word)) return false;
  return !/^[\s-]+[\p{Lu}\d]|^\s(?:of|de|des|der|it|you|we|they|i|he|she|this|that|the|these|those|there|all|as|be|your|our|my|a|an|any|to|up|is|down|for)(?!\p{L})/u.test(
    behind,
  );
}

/** `Will forwarded the offer`, unlike `Mark closed tickets`. */
const HAS_DONE =
  /^\s\p{Ll}{2,14}ed\s(?:the|an?|me|it|us|him|her|them|my|our|your|his|this|that|to|for|in|on|at)(?!\p{L})/u;
const NO_NAMES_BEHIND =
  /^(?:the|a|an|this|that|any|no|each|every|der|die|das|den|dem|des|ein|eine|einen|einer|in|im|since|until|till|before|after|last|next|le|la|les|un|une|el|los|las|una|il|lo|o|os|as|um|uma|de|het|een|seit|ab|bis|plus|minus|button|click|press|select|menu|option|tab|field|mode|status|see|says?)$/;

/** As people put their names under what they have written. */
const SIGNED = /(?:^|\s)(?:\/{1,2}|-{1,2}|~)$/;

/** A part of something longer: `Anna-Projekt`, `Mark_IV`, `#Silva`, `silva.exe`. */
function isWithin(text: string, start: number, end: number): boolean {
  const behind = text.slice(end, end + 2);
  return (
    /^[\p{N}_/\\]|^[-.][\p{L}\p{N}]/u.test(behind) ||
    (/[\p{N}_/\\.#$-]/u.test(text[start - 1] ?? "") && !SIGNED.test(text.slice(0, start).slice(-4)))
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
