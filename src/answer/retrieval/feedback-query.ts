import { stopWords } from "../../text/stop-words.ts";
import { words } from "../../text/tokenize.ts";
import { type SearchText, wholeText } from "../rewrite-question.ts";
import type { RankedPassage } from "./rank-passages.ts";

const SOURCES = 3;
const MAX_NAMES = 24;
const MAX_CHARACTERS = 2000;

const NAME_WORD = "\\p{Lu}[\\p{L}\\p{M}\\p{N}'’-]*\\.?";
const CONNECTOR = "(?:of|the|and|de|del|la|le|du|di|da|von|van|der|den|al|el|ibn|bin|y|e)";
/** Two or more capitalised words in a row, small words between them allowed. */
const NAME = new RegExp(`${NAME_WORD}(?: (?:${CONNECTOR} ){0,2}${NAME_WORD})+`, "gu");
const SMALL_WORDS = new Set([...stopWords("en"), ...(CONNECTOR.match(/[a-z]+/g) ?? [])]);

/**
 * The second round of a search: the names that the best passages mention and the question does not
 * (the director of the film asked about), to be looked up among titles; undefined when there are
 * none. Names come as pairs of neighbouring words, since a title may be shorter than what stands
 * in the text ("Prince Norodom Suramarit"). The caller adds what it finds and ranks again.
 */
export function feedbackQuery(
  search: SearchText,
  ranked: readonly RankedPassage[],
): string[] | undefined {
  const asked = new Set(words(wholeText(search)));
  const names = new Set<string>();
  for (const { text } of ranked.slice(0, SOURCES)) {
    for (const [found] of text.slice(0, MAX_CHARACTERS).matchAll(NAME)) {
      const parts = words(found).filter((word) => word.length > 1 && !SMALL_WORDS.has(word));
      for (const [i, second] of parts.slice(1).entries()) {
        const first = parts[i] ?? "";
        // Where the question holds both words, its own search has found the title already.
        if (!(asked.has(first) && asked.has(second))) {
          names.add(`${first} ${second}`);
        }
      }
    }
  }
  return names.size > 0 ? [...names].slice(0, MAX_NAMES) : undefined;
}
