import { LATIN_LANGUAGES, stopWords } from "./stop-words.ts";
import { words } from "./tokenize.ts";

const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ["ja", /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ["zh", /\p{Script=Han}/gu],
  ["ko", /\p{Script=Hangul}/gu],
  ["ar", /\p{Script=Arabic}/gu],
  ["th", /\p{Script=Thai}/gu],
  ["ru", /\p{Script=Cyrillic}/gu],
  ["el", /\p{Script=Greek}/gu],
  ["he", /\p{Script=Hebrew}/gu],
  ["hi", /\p{Script=Devanagari}/gu],
];
const VIETNAMESE = /[ăơưđ\u1ea0-\u1ef9]/giu;
const HINTS: readonly (readonly [string, RegExp])[] = [
  ["es", /[ñ¿¡]/iu],
  ["de", /[ßäöü]/iu],
  ["fr", /[çœèêë]/iu],
  ["pt", /[ãõ]/iu],
];

/**
 * Guesses the language of a short text from its script, its letters and its stop words; returns a
 * two-letter code, or "unknown" when nothing tells (a bare name, a product code).
 */
export function guessLanguage(text: string): string {
  const sample = text.slice(0, 2000).normalize("NFC");
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  for (const [language, letter] of SCRIPTS) {
    if ((sample.match(letter)?.length ?? 0) > letters / 4) {
      return language;
    }
  }
  // One such letter may be a foreign name in an English question, so two are asked for.
  const vietnamese = sample.match(VIETNAMESE)?.length ?? 0;
  const found = words(sample);
  if (vietnamese >= 2 && vietnamese >= found.length / 4) {
    return "vi";
  }
  let best = "unknown";
  let bestCount = 0;
  for (const language of LATIN_LANGUAGES) {
    const list = stopWords(language);
    const hint = HINTS.find(([code]) => code === language)?.[1];
    let count = found.filter((word) => list.has(word)).length;
    // Half a point keeps a foreign name from outweighing English stop words, yet breaks ties.
    count += hint?.test(sample) ? 0.5 : 0;
    if (count > bestCount) {
      best = language;
      bestCount = count;
    }
  }
  return best;
}
