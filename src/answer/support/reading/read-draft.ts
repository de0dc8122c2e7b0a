import { guessLanguage } from "../../../text/guess-language.ts";
import { plainText } from "../../../text/split-sentences.ts";
import { withoutLeadIn } from "./lead-in.ts";
import { readTokens } from "./read-tokens.ts";
import type { ReadPassage } from "./read-units.ts";
import type { Token } from "./token.ts";

/** A sentence to be checked, as read. */
export interface Draft {
  tokens: readonly Token[];
  language: string;
  /** Not in the language of any passage it cites. */
  isForeign: boolean;
}

/** The language of fewer words is a guess, so that of the passages is taken. */
const MIN_WORDS = 4;

/** Reads a sentence without what leads in to it. */
export function readDraft(sentence: string, sources: readonly ReadPassage[]): Draft {
  const plain = withoutLeadIn(plainText(sentence));
  const guessed = guessLanguage(plain);
  const isSure = guessed !== "unknown" && plain.split(/\s+/).length >= MIN_WORDS;
  const language = isSure ? guessed : (sources[0]?.language ?? guessed);
  const isForeign = sources.every(
    (source) => source.language !== language && source.language !== "unknown",
  );
  return { tokens: readTokens(plain, language), language, isForeign: isSure && isForeign };
}
