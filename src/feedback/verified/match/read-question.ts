import { guessLanguage } from "../../../text/guess-language.ts";
import { stem } from "../../../text/stem.ts";
import { fold } from "../../../text/tokenize.ts";
import { DIRECTIONS, FILLERS, NEGATORS, REPLACEMENTS } from "./question-words.ts";
import { type Asking, type ReadAsking, readAsking } from "./read-asking.ts";

/** A question as it is compared with others. */
export interface ReadQuestion {
  /** As it is written, but for case, spaces and the mark at its end. */
  exact: string;
  /** Undefined in languages whose words are not known well enough: only the very same is the same. */
  meaning: QuestionMeaning | undefined;
}

export interface QuestionMeaning {
  asking: Asking;
  modality: ReadAsking["modality"];
  /** What it is about, in order. */
  content: ContentWord[];
  /** "from berlin", "before leave", "not allowed": in the order of the alphabet. */
  directions: string[];
  negations: number;
  /** How often something belongs to something ("of", "for", "’s"), and is done by somebody. */
  links: { of: number; by: number };
}

export interface ContentWord {
  word: string;
  stem: string;
}

const MAX_CHARACTERS = 400;
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/€/g, " euro "],
  [/\$/g, " dollar "],
  [/£/g, " pound "],
  [/%/g, " percent "],
  [/</g, " below "],
  [/>/g, " above "],
  [/&/g, " and "],
  [/(?<!\S)-(?=\d)/g, " minus "],
];
const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/\bcan(?:['’]t|not)\b/g, "can not"],
  [/\bwon['’]t\b/g, "will not"],
  [/n['’]t\b/g, " not"],
  [/\b(what|who|when|where|how|that|it|there)['’]s\b/g, "$1 is"],
];
/** A number with its point, a word with what makes it another one: "3.1", "c++", "c#". */
const TOKEN = /\d+(?:[.,:]\d+)+|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:\+\+|#)?|['’]s\b/gu;

export function readQuestion(question: string): ReadQuestion {
  const language = guessLanguage(question);
  const isKnown = language === "en" || language === "unknown";
  const isRead = isKnown && question.length <= MAX_CHARACTERS;
  const meaning = isRead ? readMeaning(question) : undefined;
  return {
    exact: asWritten(question),
    meaning: meaning?.content.length === 0 ? undefined : meaning,
  };
}

function asWritten(question: string): string {
  return fold(question)
    .replaceAll(/\s+/g, " ")
    .trim()
    .replace(/(?<![\s.?!？。！؟])[\s.?!？。！؟]+$/u, "");
}

function readMeaning(question: string): QuestionMeaning {
  const names = namesAsWords(question);
  const { asking, modality, rest } = readAsking(plain(names));
  const replaced = REPLACEMENTS.reduce((text, [pattern, put]) => text.replace(pattern, put), rest);
  const tokens = replaced
    .trim()
    .split(/\s+/)
    .filter((token) => token !== "");
  const content: ContentWord[] = [];
  const directions: string[] = [];
  let pending: string[] = [];
  let negations = 0;
  const links = { of: 0, by: 0 };
  for (const token of tokens) {
    if (NEGATORS.has(token)) negations += 1;
    if (token === "of" || token === "for" || token === "'s") links.of += 1;
    if (token === "by") links.by += 1;
    else if (DIRECTIONS.has(token)) pending.push(token);
    else if (token !== "'s" && !FILLERS.has(token)) {
      const word = { word: token, stem: stem(token) };
      content.push(word);
      directions.push(...pending.map((direction) => `${direction} ${word.stem}`));
      pending = [];
    }
  }
  directions.push(...pending);
  return { asking, modality, content, directions: directions.sort(), negations, links };
}

/** "US", "IT" and "plan A" are no "us", "it" and "a". */
function namesAsWords(question: string): string {
  if (question === question.toUpperCase()) return question;
  return question.replace(
    /(?<=\S\s)\b(?:US|IT|A|AM|IS|ON|IN|AT|OF|BE|DO|MAY|CAN|WILL)\b(?=\W|$)/g,
    "name$&",
  );
}

function plain(question: string): string {
  const signed = SIGNS.reduce((text, [sign, word]) => text.replace(sign, word), fold(question));
  const open = CONTRACTIONS.reduce((text, [pattern, put]) => text.replace(pattern, put), signed);
  const tokens = (open.match(TOKEN) ?? []).map((token) =>
    /^['’]s$/.test(token) ? "'s" : token.replace(/,(?=\d{3}(?:\D|$))/g, ""),
  );
  return ` ${tokens.join(" ")} `;
}
