import { stem } from "./stem.ts";
import { tokenize } from "./tokenize.ts";

const ASCII_CODES = 128;
const SEPARATOR = 0;
const ASCII_WORD = 1;
const OTHER_WORD = 2;
const HAN_OR_KANA = 4;

/** The kind of every UTF-16 code unit; a table, since this is looked up for each letter read. */
const KINDS = Uint8Array.from({ length: 0x10000 }, (_, code) => kindOf(code));

const CACHE_LIMIT = 50_000;
const cache = new Map<string, readonly string[]>();

/** Says of the first two ASCII letters of a word whether any wanted term starts with them. */
export type TermPrefixes = Uint8Array;

/** The prefixes of some stemmed terms; Porter stemming never changes a word's first two letters. */
export function termPrefixes(terms: readonly string[]): TermPrefixes {
  const prefixes = new Uint8Array(ASCII_CODES * ASCII_CODES);
  for (const term of terms) {
    const first = term.charCodeAt(0);
    const second = term.length > 1 ? term.charCodeAt(1) : 0;
    if (first < ASCII_CODES && second < ASCII_CODES) {
      prefixes[first * ASCII_CODES + second] = 1;
    }
  }
  return prefixes;
}

/**
 * Walks over the terms of a text as `tokenize` and `stem` give them and calls `visit` for those that
 * may be wanted, with their position in terms; returns how many terms there are. It exists because
 * tokenizing two hundred passages for each query in full takes several times as long.
 */
export function scanTerms(
  text: string,
  prefixes: TermPrefixes,
  visit: (term: string, position: number) => void,
): number {
  let position = 0;
  let at = 0;
  while (at < text.length) {
    const start = at;
    while (at < text.length && KINDS[text.charCodeAt(at)] === ASCII_WORD) {
      at++;
    }
    const kind = at < text.length ? KINDS[text.charCodeAt(at)] : SEPARATOR;
    if (at > start && kind !== OTHER_WORD) {
      const second = at - start > 1 ? lower(text.charCodeAt(start + 1)) : 0;
      if (prefixes[lower(text.charCodeAt(start)) * ASCII_CODES + second] === 1) {
        visit(stem(text.slice(start, at).toLowerCase()), position);
      }
      position++;
    } else if (kind === HAN_OR_KANA) {
      at = endOf(text, at, HAN_OR_KANA);
      // The same pairs as `bigrams` makes, without its expressions.
      for (let from = start; from === start || from + 2 <= at; from++) {
        visit(text.slice(from, Math.min(from + 2, at)), position++);
      }
    } else if (kind === OTHER_WORD) {
      at = endOf(text, at, ASCII_WORD | OTHER_WORD);
      for (const term of otherTerms(text.slice(start, at))) {
        visit(term, position++);
      }
    } else {
      at++;
    }
  }
  return position;
}

/** Where the run of letters of some kinds ends that `at` stands in. */
function endOf(text: string, at: number, kinds: number): number {
  let end = at + 1;
  while (end < text.length && ((KINDS[text.charCodeAt(end)] ?? 0) & kinds) !== 0) {
    end++;
  }
  return end;
}

/** The stemmed terms of a word that is not plain ASCII, remembered because folding is slow. */
function otherTerms(word: string): readonly string[] {
  const known = cache.get(word);
  if (known !== undefined) {
    return known;
  }
  if (cache.size >= CACHE_LIMIT) {
    cache.clear();
  }
  const terms = tokenize(word).map(stem);
  cache.set(word, terms);
  return terms;
}

function lower(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}

function kindOf(code: number): number {
  if (code < ASCII_CODES) {
    return /\w/.test(String.fromCharCode(code)) && code !== 95 ? ASCII_WORD : SEPARATOR;
  }
  if (code >= 0x3041 && code <= 0x9fff) {
    return code === 0x30a0 || code === 0x30fb || (code > 0x30ff && code < 0x3400)
      ? SEPARATOR
      : HAN_OR_KANA;
  }
  // Latin-1 signs and general and ideographic punctuation part words; tokenize settles the rest.
  return code < 0xc0 || (code >= 0x2000 && code <= 0x206f) || (code >= 0x3000 && code <= 0x3040)
    ? SEPARATOR
    : OTHER_WORD;
}
