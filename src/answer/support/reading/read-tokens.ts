import { fold, isSpecial, specialTerms } from "../../../text/tokenize.ts";
import { OPPOSITES } from "../words/opposites.ts";
import { compoundGroups, PARAPHRASES } from "../words/paraphrases.ts";
import { stemOf } from "../words/stem-of.ts";
import { unitOf } from "../words/units.ts";
import { isEmpty, isWeak } from "../words/weak-words.ts";
import { markPolarity } from "./mark-polarity.ts";
import { readBound } from "./read-bound.ts";
import { type Figure, readFigures } from "./read-figures.ts";
import type { Token } from "./token.ts";

const PIECE = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*|[,;.!?()|–—…。，；、：:]/gu;
const BREAK = /^[,;.!?()|–—…。，；、]$/u;
const JOINER =
  /^(?:and|but|or|while|whereas|which|who|because|if|unless|although|though|so|then|when|und|aber|oder|sondern|wahrend|wenn|weil|falls|et|mais|ou|si|car|pero|as|since|where)$/;
const SIGNS = /^(?:percent|eur|usd|gbp|chf|jpy)$/;
const MAX_LABEL = 5;
const ROMANCE_JOINER = /^[yeo]$/;
const NO_OPPOSITES: Token["opposites"] = [];
const NO_GROUPS: Token["groups"] = [];

/** Contractions spelled out, so that every "not" is a word. */
function expand(text: string): string {
  return text
    .replace(/\b(ca)n[’']t\b/giu, "$1n not")
    .replace(/\bwon[’']t\b/giu, "will not")
    .replace(/\bshan[’']t\b/giu, "shall not")
    .replace(/n[’']t\b/giu, " not")
    .replace(/\bcannot\b/giu, "can not")
    .replace(/(?<=\p{L})[’'](?:s|re|ve|ll|d|m)\b/giu, "")
    .replace(/\b(?:qu|[ldjmntsc])[’'](?=\p{L})/giu, (match) => (/^n/iu.test(match) ? "ne " : ""));
}

/** Reads a plain text (no Markdown) into tokens; `cell` marks those of a table's cell. */
export function readTokens(plain: string, language: string, cell = 0): Token[] {
  const text = expand(plain);
  const figures = readFigures(text);
  const tokens: Token[] = [];
  let clause = 0;
  let isFirst = true;
  let at = 0;
  for (const match of text.matchAll(PIECE)) {
    while (at < figures.length && (figures[at]?.end ?? 0) <= match.index) at += 1;
    const figure = figures[at];
    if (figure !== undefined && match.index >= figure.start && match.index < figure.end) {
      if (tokens.at(-1)?.figure !== figure)
        add(tokens, figure.text, clause, cell, language, figure);
      continue;
    }
    const raw = match[0];
    if (BREAK.test(raw)) {
      // What stands behind a semicolon is further away than what stands behind a comma.
      clause += raw === ";" || raw === "；" ? 2 : 1;
      isFirst ||= /^[.!?…。|]$/u.test(raw);
      continue;
    }
    if (/^[:：]$/u.test(raw)) {
      isFirst = true;
      // "Less Flexibility: …": words of a label are written large for no other reason.
      if (tokens.length <= MAX_LABEL) for (const token of tokens) token.isFirst = true;
      continue;
    }
    const last = tokens.at(-1)?.figure;
    const sign = unitOf(fold(raw))?.family;
    // The sign is read with its figure: "80 percent" is "80%".
    if (last !== undefined && sign !== undefined && SIGNS.test(sign) && last.unit?.family === sign)
      continue;
    add(tokens, raw, clause, cell, language, undefined);
    const added = tokens.at(-1);
    if (added !== undefined) added.isFirst = isFirst;
    isFirst = false;
    const joins =
      added !== undefined &&
      (JOINER.test(added.word) ||
        (ROMANCE_JOINER.test(added.word) && /^(?:es|it|pt)$/.test(language)));
    if (joins) {
      clause += 1;
      added.clause = clause;
    }
  }
  markPhrases(tokens);
  markPolarity(tokens, language);
  for (const token of tokens)
    if (token.figure !== undefined) token.bound = readBound(tokens, token);
  return tokens;
}

function add(
  tokens: Token[],
  raw: string,
  clause: number,
  cell: number,
  language: string,
  figure: Figure | undefined,
): void {
  const folded = fold(raw);
  const terms = figure === undefined && isSpecial(folded) ? specialTerms(folded) : [folded];
  for (const word of terms) {
    const stemmed = stemOf(word);
    const content = figure !== undefined || isContentWord(word, raw, language);
    tokens.push({
      raw,
      word,
      stem: stemmed,
      index: tokens.length,
      isFirst: false,
      clause,
      cell,
      figure,
      isContent: content,
      isWeak: content && figure === undefined && isWeak(stemmed),
      groups: figure === undefined ? groupsFor(stemmed, raw, language) : NO_GROUPS,
      phrase: undefined,
      opposites:
        ((figure === undefined || figure.kind === "ordinal") && oppositesOf(stemmed, word, raw)) ||
        NO_OPPOSITES,
      modality: undefined,
      negated: "no",
      bound: undefined,
    });
  }
}

/** "IT" and "US" are written large; "it" and "us" carry nothing. */
function isContentWord(word: string, raw: string, language: string): boolean {
  if (/^\p{Lu}{2,}$/u.test(raw)) return true;
  if (isEmpty(word, language)) return false;
  return word.length > 1 || /[^a-z]/.test(word);
}

function markPhrases(tokens: Token[]): void {
  tokens.forEach((token, at) => {
    const holds = (stems: readonly string[]) =>
      stems.every((one, offset) => tokens[at + offset]?.stem === one);
    const phrase = PARAPHRASES.phrases.get(token.stem)?.find((one) => holds(one.stems));
    if (phrase !== undefined) token.phrase = { groups: phrase.groups, length: phrase.stems.length };
    for (const one of OPPOSITES.phrases.get(token.stem) ?? []) {
      if (holds(one.stems)) token.opposites = [...token.opposites, one.opposite];
    }
  });
}

/** "it" is no department; "Teilzeitkräfte" are part-time. */
function oppositesOf(stemmed: string, word: string, raw: string): Token["opposites"] | undefined {
  if (word.length === 2 && raw !== raw.toUpperCase()) return undefined;
  const prefix = /^(?:voll|teil)zeit/.exec(word)?.[0];
  return OPPOSITES.words.get(prefix ?? stemmed);
}

function groupsFor(stemmed: string, raw: string, language: string): Token["groups"] {
  // A code of a country, never the word that is spelled like it.
  if (/^\p{Lu}{2}$/u.test(raw)) {
    const coded = PARAPHRASES.words.get(`${stemmed}_`);
    if (coded !== undefined) return coded;
  }
  const groups = PARAPHRASES.words.get(stemmed);
  if (groups !== undefined) return groups;
  return language === "de" && stemmed.length >= 9 ? compoundGroups(stemmed) : NO_GROUPS;
}
